"""The cards that are drawn: forty over all kinds of question, in both languages."""

from typing import NamedTuple


class Shot(NamedTuple):
    """A card: the name of its file, the command, what is typed, the language of Discord.

    With `details` it is the message that the button for the details shows.
    """

    name: str
    command: str
    typed: str = ""
    locale: str = "en-US"
    details: bool = False


SHOTS = (
    Shot("result", "result", "brussels steeplechase men"),
    Shot("result-french", "result", "bruxelles steeple hommes", "fr"),
    Shot("result-photo-finish", "result", "silesia 2024 steeplechase"),
    Shot("result-sprint", "result", "paris olympics 100m men"),
    Shot("result-record", "result", "berlin 2009 100m men"),
    Shot("result-hurdles", "result", "tokyo olympics 400m hurdles men"),
    Shot("result-relay", "result", "paris olympics 4x100m women"),
    Shot("result-marathon", "result", "boston marathon 2014 men"),
    Shot("result-marathon-french", "result", "marathon londres 2019 hommes", "fr"),
    Shot("result-high-jump", "result", "tokyo olympics high jump men"),
    Shot("result-pole-vault-french", "result", "paris jeux olympiques perche hommes", "fr"),
    Shot("result-long-jump", "result", "mexico 1968 long jump"),
    Shot("result-shot-put", "result", "tokyo olympics shot put men"),
    Shot("result-javelin-french", "result", "budapest 2023 javelot femmes", "fr"),
    Shot("result-decathlon", "result", "tokyo olympics decathlon"),
    Shot("result-heptathlon", "result", "paris olympics heptathlon"),
    Shot("result-walk", "result", "tokyo 2025 20km walk women"),
    Shot("result-heat", "result", "paris olympics 1500m heat 1 men"),
    Shot("result-old-games", "result", "olympics 1908 marathon"),
    Shot("result-both-sexes", "result", "brussels steeplechase"),
    Shot("result-not-found", "result", "brussels hammer throw"),
    Shot("athlete", "athlete", "amos serem"),
    Shot("athlete-bolt", "athlete", "usain bolt"),
    Shot("athlete-flojo", "athlete", "florence griffith joyner"),
    Shot("athlete-owens-french", "athlete", "jesse owens", "fr"),
    Shot("athlete-duplantis", "athlete", "armand duplantis"),
    Shot("athlete-thiam-french", "athlete", "nafissatou thiam", "fr"),
    Shot("athlete-el-bakkali", "athlete", "el bakkali"),
    Shot("athlete-choice", "athlete", "koech"),
    Shot("athlete-not-found", "athlete", "xqzzv"),
    Shot("h2h", "h2h", "serem bakkali"),
    Shot("h2h-throws", "h2h", "crouser kovacs"),
    Shot("h2h-french", "h2h", "kipruto jager", "fr"),
    Shot("h2h-never", "h2h", "usain bolt eliud kipchoge"),
    Shot("h2h-refusal", "h2h", "serem"),
    Shot("random", "random"),
    Shot("help", "help"),
    Shot("about", "about"),
    Shot("result-details", "result", "brussels steeplechase men", details=True),
    Shot("athlete-details-french", "athlete", "amos serem", "fr", details=True),
)
