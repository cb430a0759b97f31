"""The small table of words that are names too, or that stand beside names: folded, from several languages."""

import re

from coprod.model.folding import key


def _table(words: str) -> frozenset[str]:
    return frozenset(map(key, words.split()))


#: Months, days and seasons: English, Welsh, French, German, Spanish, Italian, Polish; then Arabic and Hindi.
DAYS = _table("""
    January February March April May June July August September October November December Jan Feb Apr Jun Jul Aug Sept
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays
    Sundays Spring Summer Autumn Winter Easter Christmas Ramadan Eid Diwali
    Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr Llun Mercher Iau Gwener
    Sadwrn Sul Gwanwyn Haf Hydref Gaeaf
    Janvier Février Mars Avril Juin Juillet Août Septembre Octobre Novembre Décembre Lundi Mardi Mercredi Jeudi Vendredi
    Samedi Dimanche Januar Februar März Juni Juli Oktober Dezember Montag Dienstag Mittwoch Donnerstag Freitag Samstag
    Sonntag Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre Octubre Noviembre Diciembre Lunes Martes
    Miércoles Jueves Viernes Sábado Domingo Gennaio Febbraio Aprile Maggio Giugno Luglio Settembre Ottobre Dicembre
    Maj Lipiec Sierpień Niedziela
    محرم صفر رجب شعبان رمضان شوال جمعة الجمعة الخميس سبت السبت الأحد रवि सोम मंगल बुध शनि वसंत
""")

#: Words that begin sentences or join words, some of them short names in other languages.
LITTLE = _table("""
    a an and are as at be but by can did do for from go had has have he her here his how i if in is it its last let me
    may my
    new next no not now of on or our out see she should so some than that the their them then there these they this
    those to too up us was we were what when where which who why will with would yes yesterday today tomorrow you your
    all after also any before both each every many more most one only other since still until while because
    der die das ein eine und ist les des un une et est el los la las y es il lo e yn mae ar yr
""")

#: Names that are words as well: virtues, plants, places, colours.
NAMES = _table("""
    Al Amber Art Ash Bank Bill Black Bridge Brook Brown Chance Charity Christian Church Close Coral Cross Crystal Daisy
    Dawn Day Eve Faith Fern Field Fields Flora Forest Frank Garden Gate Gene Ginger Grace Grant Gray Green Grey Grove
    Guy Hall Harbour Harmony Hazel Heath Heather Hill Hills Holly Honey Hope House Iris Ivy Jade Jewel Joy Justice
    King Lake Lane Leaf Lily Long Love Low Mark Market Mercy Miles Mill Moon Moss Noble Norm Olive Page Park Parks Pat
    Patience Pearl Penny Pool Poppy Price Pride Prince Prudence Queen Rain Ray Read Rich Ridge River Rivers Rob Rock
    Rose Rosemary Rowan Ruby Rush Rusty Sage Sandy Scarlet Short Skip Sky Small Song Star Stone Storm Street Strong
    Sue Sunny Swan Temple Trinity True Violet Wade Wall Ward Water Way Well Wells West White Willow Wise Wood Woods
    Young
    אור גיל דן חיים רון שיר שלום תקווה أمل إيمان جميل سعيد سلام صالح صباح كريم نور هدى
    आशा किरण ज्योति प्रेम राज शांति सूरज
""")

#: Words that are names, too: in doubt, they are words.
TABLE = DAYS | LITTLE | NAMES

#: Words for a body or a role, hardly anybody's surname: a label that ends in one says who came, and names nobody.
BODIES = _table("""
    agency alliance assembly association authority board body borough campaign centre charity club college commission
    commissioner committee community company cooperative council department executive federation firm forum foundation
    government group hospital institute league ministry network nhs office organisation organization panel parliament
    partnership people police practice school service society staff subcommittee team trust union university
    volunteer youth bid cic district gmbh inc limited llp ltd plc
    adviser advisor advocate assistant carer citizen client contractor coordinator councillor designer developer
    director engineer facilitator leader manager member minister neighbour nurse officer official owner parent patient
    planner practitioner pupil representative researcher resident secretary student teacher tenant therapist trainer
    user worker
    chair chairperson interpreter mediator moderator notetaker taker translator lipspeaker palantypist signer
    dehonglydd cyfieithydd gweithiwr interprete dolmetscher dolmetscherin tolk tlumacz tlumaczka
    interprète intérprete переводчик переводчица مترجم مترجمة מתורגמן מתורגמנית
    cyngor swyddog tim grwp pwyllgor conseil mairie equipe groupe comite verein gemeinde stadtrat amt gruppe consejo
    ayuntamiento asociacion grupo comune associazione gruppo
""")

#: Those of them that nobody is called; Tîm is a team in Welsh.
ROLES = BODIES - NAMES - {"tim"}

#: Forms of address, which are no part of a name alone.
TITLES = _table("""
    Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lady Lord Cllr Councillor Rev Revd Fr Imam Herr Frau Mme Mlle Monsieur
    Madame Sr Sra Señor Señora Dott Doctor Doktor Pan Pani Mevrouw Meneer Bay Bayan Ông Chị
    господин госпожа κος κυρία السيد السيدة الأستاذ الدكتور
    श्री श्रीमती डॉ 先生 女士 小姐 さん 様 씨 คุณ
""")

#: Little words inside names, never found alone.
PARTICLES = _table("""
    van von der den de del della di da das do dos du des la le el al ibn bin bint binti abu ap ab ferch verch nic ni of
    the and zu zum zur ten ter te بن ابن بنت بنو ابو ام ال אבן בן בת
""")

#: What Arabic and Hebrew write onto the beginning of a word.
PROCLITICS = re.compile("[وفו]?[بكلسש]?[בלמכ]?(?:ال|[لה])?")

#: Forms of address behind a family name, in scripts without blanks.
HONORIFICS = _table("先生 女士 小姐 老师 老師 さん 様 씨 님")

#: Words that only fold to somebody's name: on, to Ali.
UNFOLDED = frozenset(("على",))

#: Letters that are also written as two.
SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
