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
    "Post here": "Publier ici",
    # When there is too much to answer.
    "Bell Lap is busy just now; ask again in a few seconds.": (
        "Bell Lap est très sollicité ; reposez la question dans quelques secondes."
    ),
    "Two of your questions are still being answered; ask again when they are.": (
        "Deux de vos questions attendent encore leur réponse ; reposez celle-ci ensuite."
    ),
    "The reply is private.": "La réponse est privée.",
    # Settings.
    "Language, short or full answers, what is kept about you": (
        "Langue, réponses courtes ou complètes, ce qui est conservé sur vous"
    ),
    "Your settings": "Vos réglages",
    "They count in every server and in direct messages.": (
        "Ils valent sur tous les serveurs et en messages privés."
    ),
    "Kept: your Discord id and these choices.": "Conservés : votre identifiant Discord et ces choix.",
    "Nothing is kept about you.": "Rien n'est conservé sur vous.",
    "This server": "Ce serveur",
    "They count for members who have not chosen for themselves.": (
        "Ils valent pour les membres qui n'ont rien choisi eux-mêmes."
    ),
    "Language: as in Discord": "Langue : celle de Discord",
    "The language of your Discord app": "La langue de votre application Discord",
    "The language of each member's Discord app": "La langue de l'application Discord de chaque membre",
    "Language: {name}": "Langue : {name}",
    "For members whose Discord is in a language that Bell Lap lacks": (
        "Pour les membres dont le Discord est dans une langue que Bell Lap ne parle pas"
    ),
    "Answers: no preference": "Réponses : sans préférence",
    "Answers: short": "Réponses : courtes",
    "Answers: full": "Réponses : complètes",
    "What the server chose, else short": "Comme le serveur l'a choisi, sinon courtes",
    "Short, as Bell Lap comes": "Courtes, comme à l'origine",
    "One screen; the rest behind a button": "Un seul écran ; le reste derrière un bouton",
    "All rows, notes and sources at once": "Toutes les lignes, notes et sources d'un coup",
    "Details: no preference": "Détails : sans préférence",
    "Details: private": "Détails : privés",
    "Details: public": "Détails : publics",
    "What the server chose, else for you alone": "Comme le serveur l'a choisi, sinon pour vous seul",
    "For the one who asks, as Bell Lap comes": "Pour qui les demande, comme à l'origine",
    "Only the one who presses sees them": "Seul celui qui appuie les voit",
    "The whole channel sees them": "Tout le salon les voit",
    "What is kept about me": "Ce qui est conservé sur moi",
    "Forget me": "Oubliez-moi",
    "Forget this server": "Oublier ce serveur",
    "Keep": "Garder",
    "Delete your settings? Nothing else is kept about you.": (
        "Supprimer vos réglages ? Rien d'autre n'est conservé sur vous."
    ),
    "Delete the settings of this server? Members keep their own.": (
        "Supprimer les réglages de ce serveur ? Les membres gardent les leurs."
    ),
    "This is all that Bell Lap keeps about you.": "Voilà tout ce que Bell Lap conserve sur vous.",
    "Done: nothing is kept about you.": "C'est fait : rien n'est conservé sur vous.",
    "Done: nothing is kept about this server.": "C'est fait : rien n'est conservé sur ce serveur.",
    "That could not be saved just now; look at /settings again in a minute.": (
        "Impossible d'enregistrer pour l'instant ; revoyez /settings dans une minute."
    ),
    "Your settings can't be read just now; try again in a minute.": (
        "Vos réglages sont inaccessibles pour l'instant ; réessayez dans une minute."
    ),
    "Only members who may manage this server change its settings.": (
        "Seuls les membres qui peuvent gérer ce serveur changent ses réglages."
    ),
    "This panel is from another version of Bell Lap; use /settings again.": (
        "Ce panneau vient d'une autre version de Bell Lap ; refaites /settings."
    ),
    # The operator's addresses.
    "Support": "Assistance",
    "Support: {address}": "Assistance : {address}",
    "Privacy": "Confidentialité",
    "Terms": "Conditions",
    "Report a mistake": "Signaler une erreur",
    "A mistake? Write to {address} and mention {record}.": (
        "Une erreur ? Écrivez à {address} en mentionnant {record}."
    ),
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
