"""Sentences and notes of history papers with open places, written for this project.

{PER} a new person in full, {per} a person by the short name, {ORG} {LOC} {DATE} {ADJ} {TITLE} {NUM} fill in.
{MASKLOC}, {ADJ}, {PEOPLE}, {STREET}, {MONTH}, {URL} are filled with words that are no names by the guidelines.
"""

TITLES = """General Marshal Premier President Chairman Comrade Ambassador Colonel Major Captain Foreign-Minister
Prime-Minister Defence-Minister Minister King Emperor Prince Lord Sir Secretary Commissar Professor Dr. Mr. Governor
Vice-Premier Admiral Consul Bishop Father Cardinal Sultan Tsar Lieutenant Deputy-Minister Party-Secretary Chancellor
Queen Count Baron Vice-Chairman Lieutenant-General Viceroy Mrs. Mayor Senator Commander""".split()
TITLES = [t.replace("-Minister", " Minister").replace("-Secretary", " Secretary") for t in TITLES] + ["Foreign Minister", "Prime Minister", "Deputy Minister", "Party Secretary",
                                "Lieutenant General", "Vice Premier", "Political Commissar", "General Secretary",
                                "Soviet Ambassador", "British Consul", "First Secretary", "Major General"]

TEMPLATES = """
On {DATE}, {PER} met with {PER} in {LOC} to discuss the withdrawal of {ADJ} troops.
In {DATE}, the {ORG} sent a delegation to {LOC}, where {TITLE} {per} received it coldly.
{per} told {TITLE} {per} that {LOC} would not go to war before {DATE}.
By {DATE} the {ORG} had lost control of {LOC} and most of {LOC}.
The {ADJ} embassy in {LOC} reported that {PER} had been arrested.
{PER} (formerly {PER}) joined the {ORG} in {DATE}.
{PER}, who later changed his name to {PER}, was born in {LOC} in {DATE}.
{PER} (also known as {PER}) became secretary of the {ORG}.
The {ORG} ({ORG}) was founded in {LOC} in {DATE}.
{LOC}'s leaders hoped that {LOC} and {LOC} would reach an agreement by {DATE}.
{per}'s letter to {per} of {DATE} was never answered.
The war between {LOC} and {LOC} ended in {DATE}, but the {ADJ} army stayed in {LOC}.
{TITLE} {per} replied that the {ADJ} government had no such intention.
At a meeting of the {ORG} on {DATE}, {per}, {per}, and {per} spoke against the plan.
According to {per}, the {ORG} ordered the {ORG} to cross the {LOC} at night.
From {DATE} onwards {NUM} soldiers of the {ORG} were stationed near {LOC}.
The delegation included {PER}, {PER}, and {PER}.
{PER} was appointed head of the {ORG}, and {PER} became deputy head of the {ORG}.
During the {ADJ} War the city of {LOC} changed hands three times.
The {ADJ} people suffered greatly; {ADJ} and {ADJ} refugees fled to {LOC}.
{LOC} replied on {DATE} that it would recognise the government of {PER}.
After the fall of {LOC} in {DATE}, {per} fled to {LOC} with {NUM} men.
Relations between {LOC} and {LOC} worsened in {DATE}.
The {ADJ}-{ADJ} alliance was signed in {LOC} on {DATE}.
{per} was deputy commander of the {ORG} from {DATE} to {DATE}.
In the {DATE}, historians such as {PER} and {PER} turned to the archives of the {ORG}.
The Treaty of {MASKLOC} brought the {ADJ} question no nearer to an answer.
The {ORG} merged with the {ORG} to form the {ORG}.
It was not until {DATE} that {per} learned of the decision of the {ORG}.
"We have no quarrel with {LOC}," {per} said to the {ADJ} ambassador.
The {ORG} set up branches in {LOC}, {LOC}, and {LOC}.
Both {per} and {per} had studied at {UNI} in the {DATE}.
The army, the party, and the government were all in the hands of {PER}.
Some {NUM} workers went on strike in {LOC} in {DATE}.
For nine months the commission in {LOC} did nothing; the next day it was dissolved.
{PER}, {TITLE} of {LOC}, visited the {ORG} in {DATE}.
By the end of the campaign the {ORG} numbered {NUM} men, most of them from {LOC}.
{per} wired to {LOC}: "The {ORG} must hold the line of the {LOC}."
The archives of the {ORG} in {LOC} were opened in {DATE}.
In {DATE} he published a study of {LOC} and {LOC} under {PER}.
{per} and his wife returned to {LOC} in {DATE}.
Under the leadership of {per}, the {ORG} moved its headquarters from {LOC} to {LOC}.
The {ADJ} communists in {LOC} looked to {per} rather than to the {ORG}.
The first units of the {ORG} entered {LOC} on {DATE}; the {ORG} followed on {DATE}.
Members of the {ORG}, including {per} and {per}, were expelled in {DATE}.
See the telegram of {TITLE} {per} to {per}, {DATE}.
{per} to {per}, {DATE}, archives of the {ORG}, {LOC}.
{PER}, "{ADJ} policy and the origins of the {ADJ} War," {ORG}, {DATE}.
The {ADJ} ministry and the {ADJ} consulate refused any help to the {ADJ} army.
{LOC} aggression, as {per} called it, united {LOC} and {LOC}.
"Comrade {per} is right," wrote {per} in {DATE}.
The {ORG} in {LOC} instructed {TITLE} {per} to wait until {DATE}.
Rail traffic between {LOC} and {LOC} resumed in {DATE} after {NUM} years.
{per}, then only thirty, took over the {ORG} at {LOC}.
The Northern faction, led by {per}, broke with the {ORG}.
{per}'s faction and the {LOC} faction both had friends in the {ORG}.
The conference was held at {LOC} between {DATE} and {DATE}.
The news reached {LOC} that night; {per} called the cabinet together the following morning.
Grain sent by {LOC} to {LOC} rose to {NUM} tons in {DATE}.
In {DATE}, {LOC}, {LOC} and {LOC} had the same difficulty.
{PER} of the {ORG} called on {PER} of the {ORG}.
{TITLE} {PER} and {TITLE} {PER} signed for {LOC} and {LOC}.
They crossed into {LOC} from {LOC} and were disarmed by the {ORG}.
The First World War and the Great Depression had weakened {LOC}.
{per} belonged to the generation that had lived through the revolution of {DATE}.
The {ORG} s newspaper attacked {per} on {DATE}.
No agreement on the {LOC} question was possible while {per} lived.
{per} asked whether {LOC} s troops would leave the {LOC} before {DATE}.
His books include The Letters of {PER} ({DATE}), Daily Life in {LOC} ({DATE}), and {PER} and the End of Empire ({DATE}).
In {DATE} {PER} published A History of the {ADJ} Revolution and A Documentary Record of {LOC} (three volumes).
The Battle of {MASKLOC} and the {MASKLOC} Incident weakened the {ORG}.
After the {MASKLOC} Conference, {per} returned to {LOC}.
During World War II the {ORG} worked in {LOC} under {per}.
The Cold War had begun, and {LOC} could not stay neutral.
The {MASKLOC} Uprising of {DATE} surprised {per} and the {ORG}.
Articles 4 and 5 of the Treaty of {MASKLOC} gave {LOC} the right to trade in {LOC}.
{PER} is a professor of history at {UNI} and a fellow of the {ORG}.
{PER} studied at {UNI} and taught history at {UNI} from {DATE} to {DATE}.
Working Paper No. {NUM}, {DATE}. {PER}, {DEPT}, {UNI}.
Copyright {YEAR} by the {ORG}. All rights reserved.
{PER}, {DEPT}, {UNI}, {LOC}, {LOC}
Translated by {PER}
{LOC}, {DATE}: {TITLE} {per} to the {ORG}.
{LOC} proposed, and {LOC} accepted, that the {ORG} withdraw south of the {LOC}.
The {LOC} offensive failed and the {LOC} question remained open.
The {ADJ}-{ADJ} border was closed; {ADJ}-{ADJ} relations had never been worse.
{LOC}-{LOC} relations improved when {per} took office.
Pro-{ADJ} officers in {LOC} feared the {ORG} more than they feared {per}.
A number of {LOC}-trained cadres were sent to the {ORG}.
The foreign ministry, the general staff and the central bank were moved to {LOC}.
The party congress elected {per}, {per} and {per} to the {ORG}.
The Southern faction included {PER}, {PER}, and others who had worked in {LOC}.
The guerrillas under {per} were reorganized as the {ORG}, with {per} as commander and {per} as political commissar.
The {ORG}'s {ORG} decided on {DATE} to admit {per}.
The {ORG} s {ORG} decided on {DATE} to admit {per}.
{LOC} s {ORG} received {TITLE} {per} on {DATE}.
The {ADJ} side demanded {NUM} rifles; {TITLE} {per} promised {NUM}.
{per} (the later {PER}) was then an interpreter at the {ORG}.
In his memoirs {PER} recalled that {per} wept when {LOC} fell.
By {DATE} there were {NUM} {ADJ} Communists in the ranks of the {ORG}.
The commander of the {ORG}, {PER}, surrendered to {TITLE} {per} at {LOC} on {DATE}.
At 23:30 the same evening {per} telephoned {per}.
{per}, {per} and {TITLE} {per} were in {LOC}; the others stayed in {LOC}.
The party newspaper praised {LOC}, the {ORG}, and {TITLE} {PER}.
Kings {PER} and {PER} never met.
The Northern Expedition, the May Fourth Movement and the {MASKLOC} Mutiny are treated in other chapters.
English, {ADJ} and {ADJ} were spoken in {LOC}.
The {ADJ} people, the {ADJ} press and the {ADJ} parliament knew nothing of it.
The south resisted, the north submitted; the West looked on.
The land between the {LOC} and the {LOC} belonged to {PER}.
{PER} spent {DATE} and {DATE} in {LOC}, and died there on {DATE}.
{PERUP} {DEPT} {UNI} Translated by {PER} {STREET}, NW {CITY}, {STATE} {ZIP} Tel: (202) 555-0143
{PERUP} {DEPT} {UNI}
{PER}, {DEPT}, {UNI}, {STREET}, {CITY}, {STATE} {ZIP}
{STREET}, {CITY}, {STATE} {ZIP} Tel: (617) 555-0199 Fax: (617) 555-0111 {URL}
{ORG}, {STREET}, {CITY}; catalogue at {URL}.
All weather stations south of the {PARALLEL} reported to {LOC}.
See {URL} (accessed {DATE}).
{per} asked the {PEOPLE} for {ADJ} weapons, but the {PEOPLE} refused.
The {ADJ} situation worried the {PEOPLE} and the {PEOPLE}; {ADJ} archives confirm it.
The {MONTH} Incident of {DATE} and the {MONTH} Revolution are discussed below.
The {MONTH} Uprising cost {NUM} lives.
{ACR} troops reached the {LOC} on {DATE}, and {ACR} headquarters moved to {LOC}.
The {ACR} s {ORG} discussed {LOC} with {per}.
The {ORGOF}'s {ORG} met in {LOC}.
The {ORGOF} s {ORG} met in {LOC} on {DATE}.
The {ORG}'s {ORG} sent {per} to {LOC} for {per}.
The {ORG} s {ORG} and the {ACR} s {ORG} quarrelled.
The {ADJ} {PEOPLE}, the {ADJ} peasants and the {ADJ} intellectuals fled.
The War of Independence, the Crimean War and the Seven Years' War shaped {LOC}.
Some say that the tide turned in {DATE}. {SMALL} Others, like {PER}, disagree. {SMALL}
The steamer {MASKLOC} and the cruiser {MASKLOC} carried {NUM} men of the {ORG} to {LOC}.
{ROYAL} of {LOC} died in {DATE}, and {ROYAL} succeeded him.
{TITLE} {ROYAL} granted the merchants of {LOC} a charter in {DATE}.
Under {ROYAL} and {ROYAL} the court moved from {LOC} to {LOC}.
The Land Act of {DATE} and the Navigation Acts ruined the planters of {LOC}.
The {ADJ} Civil War divided {LOC} until {PER} entered {LOC} in {DATE}.
The {MASKLOC} campaign cost the {ORG} {NUM} dead.
Slaves shipped from {LOC} to {LOC} numbered {NUM} in {DATE}.
{per} governed {LOC} on behalf of the {ORG} until {DATE}, when {per} replaced him.
Bishop {PER} of {LOC} preached against the {ORG} in {DATE}.
The rebels of {LOC}, led by {PER}, marched on {LOC} and burned the offices of the {ORG}.
Merchants from {LOC}, {LOC}, and {LOC} traded cloth for ivory on the coast of {LOC}.
{per}, a lawyer from {LOC}, founded the {ORG} together with {PER} and {PER}.
As {PER} has argued, {ADJ} historiography neglected {LOC}; {per} and {per} make the same point.
For {per} ({YEAR}, {SMALL}) and {per} ({YEAR}), the fall of {ROYAL} was no accident.
The minutes of {DATE} show that {per} opposed {per} on the {LOC} question.
""".strip().splitlines()

WORKS = """
The Origins of the {ADJ} War
{PER} and the {ADJ} Revolution
A Short History of {LOC}
{LOC} and the Great Powers
The Making of Modern {LOC}
Empire and Nation in {LOC}, {DATE}
The Life of {PER}
Red Banner over {LOC}
Peasants, Priests and Landlords
Selected Letters of {PER}
The Diplomacy of Despair
War and Society in {LOC}
The {ADJ} Road to Socialism
Collected Documents on {ADJ} Foreign Policy
Between Two Fires
The Last Years of {PER}
The Uncertain Ally: {LOC} and {LOC} since {DATE}
Revolution from Below
""".strip().splitlines()

NOTES = """
{PER}, {WORK} ({CITY}: {PRESS}, {YEAR}), p. {SMALL}.
{PER}, {WORK} ({CITY}: {PRESS}, {YEAR}), pp. {SMALL}-{SMALL}.
{PER} and {PER}, {WORK} ({CITY}, {YEAR}), {SMALL}.
{PER}, ed., {WORK} ({CITY}: {PRESS}, {YEAR}).
{PER}, {WORK}, trans. {PER} ({CITY}: {PRESS}, {YEAR}), chap. 4.
{PER}, "{WORK}," {JOURNAL} {SMALL}, no. 2 ({YEAR}): {SMALL}-{SMALL}.
{PER}, "{WORK}," {JOURNAL}, vol. {SMALL}, no. 3 ({DATE}), pp. {SMALL}-{SMALL}.
{PER}, "{WORK}," in {PER} and {PER}, eds., {WORK} ({CITY}: {PRESS}, {YEAR}), {SMALL}.
{SMALL} {PER}, {WORK}, p. {SMALL}. {SMALL} Ibid., p. {SMALL}. {SMALL} {per}, {WORK}, pp. {SMALL}-{SMALL}.
Ibid., pp. {SMALL}-{SMALL}.
Ibid., {SMALL}; see also {per}, {WORK}, {SMALL}.
Op. cit., note {SMALL}; cf. {per}, {WORK}, vol. 2, p. {SMALL}.
See {per}, {WORK}, {SMALL}; {per}, {WORK}, {SMALL}.
{PERINV}. {WORK}. {CITY}: {PRESS}, {YEAR}.
{PERINV}. "{WORK}." {JOURNAL} {SMALL} ({YEAR}): {SMALL}-{SMALL}.
{PERINV}, and {PER}. {WORK}. {CITY}: {PRESS}, {YEAR}.
Telegram from {per} to {per}, {DATE}, {ARCHIVE}, fond {SMALL}, opis 1, delo {SMALL}, list {SMALL}.
Memorandum of conversation, {PER} and {PER}, {DATE}, box {SMALL}, {ARCHIVE}.
{TITLE} {per} to the {ORG}, {DATE}, FO 371/{ZIP}, {ARCHIVE}, {CITY}.
Minutes of the {ORG}, {DATE}, CAB 128/{SMALL}, {ARCHIVE}.
Interview with {PER}, {CITY}, {DATE}.
Author's interview with {PER}, {LOC}, {DATE}.
Report of the {ORG}, {DATE}, {ARCHIVE}, {SMALL}-0{SMALL}-{ZIP}-02.
The author thanks {PER}, {PER} and {PER} of {UNI} for their comments on an earlier draft.
{JOURNAL}, {DATE}, p. {SMALL}.
Figure {SMALL}. Population of {LOC}, {DATE}. Source: {ARCHIVE}.
Table {SMALL}. Exports of {LOC} in thousands of tons, {DATE}
""".strip().splitlines()

HEADINGS = """
{LOC} AND THE {ADJ} QUESTION
The Rise of {PER}
{PER} and the {ORG}, {DATE}
The Road to War
THE {ORG} IN {LOC}
Conclusion
""".strip().splitlines()
