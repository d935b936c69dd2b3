"""Given names that stand for one another: short forms, and one name as several languages write it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from nicknames import name_triplets

from knowledge.names.folding import fold

# One name as languages and offices write it. The package knows English short forms only.
_ONE_NAME = """
alexander aleksandr alexandre alessandro aleksander alejandro oleksandr aliaksandr alexandr alexandros
sasha sascha

alexandra aleksandra oleksandra alessandra alejandra sasha

alexei aleksey alexey aleksei oleksiy oleksii aliaksei alyosha

andrew andrei andrey andriy andrii andre andreas andres andrea andrzej andras andrej

anna ana hanna ganna anne anya ann

anton antoni antonio antoine anthony antonin antal toni tony

benjamin ben benny binyam biniam

catherine katharina katerina ekaterina yekaterina kateryna katarzyna katja katya kate caterina catarina
katie

christian kristian cristian christiaan chris

christine kristina christina cristina khrystyna kristin

christopher kristoffer kristofer cristobal krzysztof chris

daniel danil daniil danylo daniele dani danny

david davide dawit dawid davit

dimitri dmitri dmitriy dmytro dzmitry dmitry dima dimitrios

elena olena alena helena helen yelena lena ilena helene

elizabeth elisabeth elisabetta elizaveta yelizaveta lizaveta isabel liza

emmanuel manuel manolo immanuel

eugene evgeny yevgeniy evgeni yauhen yevhen evgeniy eugenio eugen evgenii

eugenia evgenia yevgeniya yevheniya evgeniya

francis francesco francisco francois frans franz ferenc frantisek paco

frederick frederic federico friedrich fredrik frederik fred freddie

george georg georges giorgio jorge georgios georgi yuri yuriy yury iouri jerzy jiri heorhiy

gabriel gabriele gavriil gavrilo

gregory grigory grigoriy hryhoriy gregor gregorio grzegorz grigor

helga olga olha volha

hassan hasan hassen

henry henri heinrich enrico enrique henrik hendrik henryk

hussein husain hussain hossein huseyin hicham

ibrahim abraham ebrahim avraham abraam

ian iain jan jon john

igor ihar ihor

ilya illya ilia elias elijah

irina iryna irene irena iryna

ivan ioan ivo

james jaime jim jimmy jacobus

jakob jacob jakub yakob jacobo

joan johanna joanna giovanna jana

john jon johannes johan jan giovanni juan ivan janis jean joao yohannes yohanes hans janos ioannis

joseph jose josef giuseppe yusuf youssef yousef joe joey jozef

julia yulia yuliya iuliia yuliia giulia juliya

ksenia kseniya xenia oksana

laura lora laure

lawrence laurence lorenzo laurent lars larry

louis luis luigi ludwig lewis lajos luiz

lucas luca lukas luka lukasz

ludmila lyudmila liudmila lyudmyla luda

margaret margarita margherita marharyta greta maggie malgorzata margarete

maria mary marie mariya maryia mariia marija masha mariam

mark marc marco marcos marko markus marcus marek

martin martyn marten marcin

matthew matteo mateo matthias matti mathieu matej mateusz matthieu matt

michael mikhail mikhailo mykhailo mykhaylo miguel michel michele mikael mihail mihai mihaly michal mike
misha mick

mohamed mohammed muhammad mohammad mohamad muhammed mahamed mehmet mohamud mo

natalia nataliya natalya natallia natasha nathalie nataliia natalie

nicholas nikolai nikolay nicolas nicola niko nicolae mykola mikalai nick nikolaos nikola

nina ninel

paul pavel paulo pablo paolo pavlo pal pol pawel paavo

peter pedro pierre pietro petr pyotr petro petar petter piotr petros pete

philip philippe filippo felipe filip phil phillip

raphael rafael raffaele rafal

richard ricardo riccardo ryszard rick dick

robert roberto rupert bob rob bobby

samuel samwel sammy sam samuele

sebastian sebastien sebastiano seb

sergei sergey sergiy serhiy siarhei serhii sergio serge syarhey serguei

simon simone simeon semyon symon

sofia sophia sofiya sophie zofia sofie

stephen steven stefan stefano etienne esteban stepan istvan steve stephan stepan

svetlana sviatlana svitlana sveta

tatiana tatyana tetyana tatsiana tetiana tatjana tanya

theodore fyodor fedor teodor feodor theo

thomas tomas tommaso tomasz tom tommy

timothy timofey tim tymofiy

valentin valentino valentyn

valeria valeriya valery valerie

vasily vasiliy vasyl vasil basil

veronica veronika viranika

victor viktor vittorio

victoria viktoria viktoriya vicky

vincent vicente vincenzo vince

vitaly vitaliy vitali vital

vladimir volodymyr uladzimir vladimer wladimir vova

vladislav uladzislau vladyslav wladyslaw vlad

william wilhelm guillermo guillaume willem guglielmo bill will billy vilmos

yaroslav jaroslav iaroslav
"""

_SMALL_GROUPS = 1


@cache
def all_forms() -> Mapping[str, frozenset[str]]:
    """By folded given name those that stand for it, English short forms among them."""
    alike: dict[str, set[str]] = defaultdict(set)
    for triplet in name_triplets():
        _join(alike, (fold(triplet.name1), fold(triplet.name2)))
    for line in _ONE_NAME.split("\n\n"):
        _join(alike, line.split())
    return {name: frozenset(others - {name}) for name, others in alike.items()}


def _join(alike: dict[str, set[str]], names: Iterable[str]) -> None:
    group = {name for name in names if name.isalpha()}
    if len(group) > _SMALL_GROUPS:
        for name in group:
            alike[name] |= group


def other_forms(name: str) -> frozenset[str]:
    """The folded given names that stand for this folded one."""
    return all_forms().get(name, frozenset())
