"""Given names that stand for one another: short forms, and one name as several languages write it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from nicknames import name_triplets

from knowledge.names.text.normalize import fold

# One name as languages and offices write it, and short forms that are common where it is borne, written down
# from general knowledge: the package (Apache-2.0) knows English short forms only.
_ONE_NAME = """
abdullah abdallah abdulla

ahmed ahmad achmed ahmet

alexander aleksandr alexandre alessandro aleksander alejandro oleksandr aliaksandr alexandr alexandros
sasha sascha sandro

alexandra aleksandra oleksandra alessandra alejandra sasha ola sandra

alexei aleksey alexey aleksei oleksiy oleksii aliaksei alyosha lyosha alex

anastasia anastasiya anastasija nastya stasya

andrew andrei andrey andriy andrii andre andreas andres andrea andrzej andras andrej

anna ana hanna ganna anne anya ann ania anja

anton antoni antonio antoine anthony antonin antal toni tony

artem artyom artsiom artemi

barbara basia varvara barbora

bartholomew bartosz bartek bartlomiej bartolomeo

benjamin ben benny binyam biniam

bogdan bohdan

catherine katharina katerina ekaterina yekaterina kateryna katarzyna katja katya kate caterina catarina
katie kasia kata katalin ekaterini katrin

charles carlos carlo karl carl karel karol carles charlie kaarlo

christian kristian cristian christiaan chris

christine kristina christina cristina khrystyna kristin

christopher kristoffer kristofer cristobal krzysztof chris topher kristof

constantine konstantin constantin kostas kostya konstantinos kanstantsin kostyantyn costantino

cornelia conny cornelija

cyril kirill kyrylo kiryl cirilo

daniel danil daniil danylo daniele dani danny

darya daria dariya dasha darja

david davide dawit dawid davit

dimitri dmitri dmitriy dmytro dzmitry dmitry dima dimitrios

dorothy dorothea dorota dora doroteja dorothee

edward eduard eduardo edouard edoardo edvard ed eddie ted

elena olena alena helena helen yelena lena ilena helene

elizabeth elisabeth elisabetta elizaveta yelizaveta lizaveta isabel liza lisa elzbieta erzsebet

emily emilia emiliya emilie

emmanuel manuel manolo immanuel

eric erik erich erick eerik

ernest ernesto ernst ernie

eugene evgeny yevgeniy evgeni yauhen yevhen evgeniy eugenio eugen evgenii zhenya

eugenia evgenia yevgeniya yevheniya evgeniya zhenya

fatima fatma fatoumata fatimah

ferdinand fernando ferran fernand nando

francis francesco francisco francois frans franz ferenc frantisek paco ferran pancho kiko frank

frederick frederic federico friedrich fredrik frederik fred freddie

gabriel gabriele gavriil gavrilo

gabriella gabriela gabriele gabi gaby

galina halina halyna galya

george georg georges giorgio jorge georgios georgi yuri yuriy yury iouri jerzy jiri heorhiy

gleb hlib

gregory grigory grigoriy hryhoriy gregor gregorio grzegorz grigor

hannah hanna chana

hassan hasan hassen

helga olga olha volha

henry henri heinrich enrico enrique henrik hendrik henryk kike harry

hicham hisham hesham hichem

hussein husain hussain hossein huseyin

ian iain jan jon john

ibrahim abraham ebrahim avraham abraam brahim

ignatius ignacio nacho ignazio ignacy ignas

igor ihar ihor

ilya illya ilia elias elijah

irina iryna irene irena ira

ivan ioan ivo vanya

jakob jacob jakub yakob jacobo kuba yakov jaakko jacques

jamal gamal djamel cemal jamel

james jaime jim jimmy jacobus

joan johanna joanna giovanna jana joana asia ioanna

john jon johannes johan jan giovanni juan ivan janis jean joao yohannes yohanes hans janos ioannis johann
johnny gianni

joseph jose josef giuseppe yusuf youssef yousef joe joey jozef pepe beppe peppe jozsef josip juozas

judith judit yudit judy

julia yulia yuliya iuliia yuliia giulia juliya

kareem karim kerim

khalid khaled halid halit

ksenia kseniya xenia oksana

larisa larysa larissa lara

laura lora laure

lawrence laurence lorenzo laurent lars larry

leonel lionel

ljubov lyubov liubov liuba lyuba

louis luis luigi ludwig lewis lajos luiz gigi lluis

lucas luca lukas luka lukasz

ludmila lyudmila liudmila lyudmyla luda ljudmila mila

lydia lidia lidiya lida

magdalena madeleine magda lena madalena

maksim maxim maksym max

margaret margarita margherita marharyta greta maggie malgorzata margarete gosia margot rita margareta

maria mary marie mariya maryia mariia marija masha mariam maja

marina maryna

mark marc marco marcos marko markus marcus marek

martin martyn marten marcin

matthew matteo mateo matthias matti mathieu matej mateusz matthieu matt

maximilian maximiliano max

michael mikhail mikhailo mykhailo mykhaylo miguel michel michele mikael mihail mihai mihaly michal mike
misha mick michail mikkel mitch mikel

mohamed mohammed muhammad mohammad mohamad muhammed mahamed mehmet mohamud mo

mustafa mostafa moustapha moustafa mustapha

nadezhda nadiya nadzeya nadia nadja nadya

natalia nataliya natalya natallia natasha nathalie nataliia natalie nata

nicholas nikolai nikolay nicolas nicola niko nicolae mykola mikalai nick nikolaos nikola kolya niklas
nikolas miklos mikalay nicky

nikita mykyta mikita

nina ninel

oleg oleh aleh

omar umar omer oumar

osman othman uthman ousmane usman

patricia patrizia patrycja pat patty trish

patrick patricio patrizio patryk padraig pat paddy

paul pavel paulo pablo paolo pavlo pal pol pawel paavo pasha pauli pavlos

peter pedro pierre pietro petr pyotr petro petar petter piotr petros pete per

philip philippe filippo felipe filip phil phillip pippo

raphael rafael raffaele rafal

rashid rachid rasheed reshid

raul raoul

richard ricardo riccardo ryszard rick dick richie

robert roberto rupert bob rob bobby roby robbie

rosa rose rosie

rudolf rudolph rodolfo rudi rudy rolf

said saeed saied saeid

samuel samwel sammy sam samuele

sebastian sebastien sebastiano seb basti

sergei sergey sergiy serhiy siarhei serhii sergio serge syarhey serguei

simon simone simeon semyon symon

sofia sophia sofiya sophie zofia sofie

stanislav stanislau stanislaw slava

stephanie stefanie stefania stephania steffi estefania stepanka

stephen steven stefan stefano etienne esteban stepan istvan steve stephan stefanos

sufyan soufiane sofiane sofian

susan susanna susanne suzanne zuzana zsuzsanna susana sanna suzana zuzanna

svetlana sviatlana svitlana sveta lana

tatiana tatyana tetyana tatsiana tetiana tatjana tanya tania

teresa therese theresa tereza terezija tere

theodore fyodor fedor teodor feodor theo theodoros

thomas tomas tommaso tomasz tom tommy tomek tamas tuomas

timothy timofey tim tymofiy timo

ulrich ulrik uli

ulrike ulrika uli

ursula uschi urszula orsolya

valentin valentino valentyn

valentina valentyna valiantsina valya

valeria valeriya valery valerie

vasily vasiliy vasyl vasil basil

vera vira viera

veronica veronika viranika

victor viktor vittorio vitya

victoria viktoria viktoriya vicky

vincent vicente vincenzo vince

vitaly vitaliy vitali vital

vladimir volodymyr uladzimir vladimer wladimir vova volodya

vladislav uladzislau vladyslav wladyslaw vlad slava

vyacheslav viacheslav viachaslau slava

walter wouter gualtiero valter

william wilhelm guillermo guillaume willem guglielmo bill will billy vilmos wim liam guilherme willie

wojciech wojtek adalbert vojtech

yaroslav jaroslav iaroslav

yasin yassine yacine yassin

zachary zakaria zakariya zacharias zechariah zack zach

zinaida zinayida zina
"""


@cache
def alias_table() -> Mapping[str, frozenset[str]]:
    """By folded given name those that stand for it, English short forms among them."""
    alike: dict[str, set[str]] = defaultdict(set)
    for triplet in name_triplets():
        _join(alike, (fold(triplet.name1), fold(triplet.name2)))
    for line in _ONE_NAME.split("\n\n"):
        _join(alike, line.split())
    return {name: frozenset(others - {name}) for name, others in alike.items()}


def _join(alike: dict[str, set[str]], names: Iterable[str]) -> None:
    group = {name for name in names if name.isalpha()}
    for name in group:
        alike[name] |= group


def aliases(name: str) -> frozenset[str]:
    """The folded given names that stand for this folded one."""
    return alias_table().get(name, frozenset())
