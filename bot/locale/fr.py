"""French."""

FRENCH = {
    # Commands and their options.
    "How a race ended: places, marks, gaps, and where the facts come from": (
        "Le résultat d'une course : places, chronos, écarts, et d'où viennent les faits"
    ),
    "Where, what and when, in any order: brussels steeplechase 2024": (
        "Où, quoi et quand, dans n'importe quel ordre : bruxelles steeple 2024"
    ),
    "An athlete: bests, honours, last races, and namesakes told apart": (
        "Un athlète : records, palmarès, dernières courses, sans confondre les homonymes"
    ),
    "A name, or a part of one: bakkali": "Un nom, ou une partie du nom : bakkali",
    "Head to head: who beats whom, by place, in every race that both ran": (
        "Face-à-face : qui bat qui, à la place, dans toutes leurs courses communes"
    ),
    "Two names, and an event, years or a competition if you like: serem bakkali": (
        "Deux noms, et au besoin une épreuve, des années ou une compétition : serem bakkali"
    ),
    "A race worth knowing: another one every day": "Une course à connaître : une autre chaque jour",
    "What you can ask, with examples": "Ce que vous pouvez demander, avec des exemples",
    "What the answers rest on: sources, coverage, and until when": (
        "Sur quoi reposent les réponses : sources, étendue, et jusqu'à quand"
    ),
    # Where a message is cut.
    "… and 1 more": "… et 1 de plus",
    "… and {count} more": "… et {count} de plus",
    "Show the rest": "Afficher le reste",
    # When there is too much to answer.
    "Bell Lap is busy just now; ask again in a few seconds.": (
        "Bell Lap est très sollicité ; reposez la question dans quelques secondes."
    ),
    "Two of your questions are still being answered; ask again when they are.": (
        "Deux de vos questions attendent encore leur réponse ; reposez celle-ci ensuite."
    ),
    "The reply is private.": "La réponse est privée.",
    # When something goes wrong.
    "The results can't be reached just now; try again in a minute. (Reference: {reference})": (
        "Les résultats sont inaccessibles ; réessayez dans une minute. (Référence : {reference})"
    ),
    "This is no longer in the knowledge base; ask again with a command.": (
        "Ceci n'est plus dans la base de connaissances ; reposez la question avec une commande."
    ),
    "This comes from another version of Bell Lap; ask again with a command.": (
        "Ceci vient d'une autre version de Bell Lap ; reposez la question avec une commande."
    ),
    "Something went wrong here; if it happens again, mention {reference}.": (
        "Quelque chose s'est mal passé ici ; si cela se reproduit, mentionnez {reference}."
    ),
    "This command has changed; reload Discord and try again. (Reference: {reference})": (
        "Cette commande a changé ; rechargez Discord et réessayez. (Référence : {reference})"
    ),
}
