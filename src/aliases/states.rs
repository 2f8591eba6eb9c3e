//! States: the names under which one state goes, and the adjective that belongs to it.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use crate::romanise::fold;

/// `names | adjectives`; the first name is the usual one. A name stands for one state only:
/// "Korea" is neither of the two Koreas, and "Germany" neither of the two Germanies.
const STATES: &str = "\
United States;United States of America;U.S.;U.S.A.;USA;US;America|American;U.S.;US
United Kingdom;Great Britain;Britain;U.K.;UK;United Kingdom of Great Britain and Northern Ireland|British
Soviet Union;USSR;U.S.S.R.;Union of Soviet Socialist Republics|Soviet
China;People's Republic of China;PRC;P.R.C.;P.R. China;mainland China|Chinese
Republic of China;ROC;R.O.C.;Nationalist China|
North Korea;Democratic People's Republic of Korea;DPRK;D.P.R.K.|North Korean
South Korea;Republic of Korea;ROK;R.O.K.|South Korean
Korea|Korean
Russia;Russian Federation|Russian
Russian Empire;Tsarist Russia;Imperial Russia|
Ottoman Empire;Sublime Porte;Ottoman State|Ottoman
Turkey;Republic of Turkey;Türkiye|Turkish
East Germany;German Democratic Republic;GDR;G.D.R.;DDR|East German
West Germany;Federal Republic of Germany;FRG;F.R.G.;BRD|West German
Germany;Nazi Germany;Third Reich;German Reich|German
Prussia;Kingdom of Prussia|Prussian
Austria;Republic of Austria|Austrian
Austria-Hungary;Austro-Hungarian Empire;Austro-Hungarian Monarchy|Austro-Hungarian
Hungary;Hungarian People's Republic;Kingdom of Hungary|Hungarian
France;French Republic|French
Italy;Kingdom of Italy;Italian Republic|Italian
Spain;Kingdom of Spain|Spanish
Portugal|Portuguese
Netherlands;Holland;Kingdom of the Netherlands|Dutch
Belgium|Belgian
Luxembourg|Luxembourgish
Switzerland;Swiss Confederation|Swiss
Sweden|Swedish
Norway|Norwegian
Denmark|Danish
Finland|Finnish
Iceland|Icelandic
Ireland;Irish Free State;Eire|Irish
England|English
Scotland|Scottish
Wales|Welsh
Poland;Polish People's Republic;Republic of Poland|Polish
Czechoslovakia;Czechoslovak Socialist Republic;Czecho-Slovakia|Czechoslovak
Czech Republic;Czechia|Czech
Slovakia|Slovak
Romania;Rumania;Roumania;Romanian People's Republic|Romanian;Rumanian
Bulgaria;People's Republic of Bulgaria|Bulgarian
Yugoslavia;Federal People's Republic of Yugoslavia;Jugoslavia|Yugoslav
Serbia|Serbian;Serb
Croatia|Croatian
Slovenia|Slovenian
Montenegro|Montenegrin
Bosnia and Herzegovina;Bosnia-Herzegovina|Bosnian
Macedonia;North Macedonia|Macedonian
Albania;People's Republic of Albania|Albanian
Greece;Hellenic Republic;Kingdom of Greece|Greek
Cyprus|Cypriot
Malta|Maltese
Estonia;Estonian SSR|Estonian
Latvia;Latvian SSR|Latvian
Lithuania;Lithuanian SSR|Lithuanian
Ukraine;Ukrainian SSR|Ukrainian
Belarus;Byelorussia;Belorussia;Byelorussian SSR|Belarusian;Belorussian
Moldova;Moldavian SSR|Moldovan
Georgia;Georgian SSR|Georgian
Armenia;Armenian SSR|Armenian
Azerbaijan;Azerbaijan SSR|Azerbaijani
Kazakhstan;Kazakh SSR|Kazakh
Uzbekistan;Uzbek SSR|Uzbek
Turkmenistan;Turkmen SSR|Turkmen
Tajikistan;Tajik SSR|Tajik
Kyrgyzstan;Kirghizia;Kirghiz SSR|Kyrgyz
Japan;Empire of Japan;Imperial Japan|Japanese
Taiwan;Formosa|Taiwanese
Mongolia;Mongolian People's Republic;Outer Mongolia;MPR|Mongolian
Manchukuo;Manchoukuo|
Tibet|Tibetan
Vietnam;Viet Nam;Socialist Republic of Vietnam|Vietnamese
North Vietnam;Democratic Republic of Vietnam;DRV;DRVN|North Vietnamese
South Vietnam;Republic of Vietnam;RVN|South Vietnamese
Laos;Lao People's Democratic Republic|Laotian;Lao
Cambodia;Kampuchea;Democratic Kampuchea;Khmer Republic|Cambodian
Thailand;Siam|Thai;Siamese
Burma;Myanmar;Union of Burma|Burmese
Malaysia|Malaysian
Malaya;Federation of Malaya|Malayan
Singapore|Singaporean
Indonesia;Republic of Indonesia|Indonesian
Dutch East Indies;Netherlands East Indies;Netherlands Indies|
Philippines;Republic of the Philippines;Philippine Islands|Philippine;Filipino
India;Republic of India|Indian
British India;British Raj|
Pakistan;Islamic Republic of Pakistan|Pakistani
Bangladesh;East Pakistan|Bangladeshi
Sri Lanka;Ceylon|Sri Lankan;Ceylonese
Nepal|Nepalese
Bhutan|Bhutanese
Afghanistan|Afghan
Iran;Persia;Islamic Republic of Iran|Iranian;Persian
Iraq;Republic of Iraq|Iraqi
Syria;Syrian Arab Republic|Syrian
Lebanon|Lebanese
Jordan;Transjordan;Hashemite Kingdom of Jordan|Jordanian
Israel;State of Israel|Israeli
Palestine|Palestinian
Saudi Arabia;Kingdom of Saudi Arabia|Saudi;Saudi Arabian
Kuwait|Kuwaiti
Bahrain|Bahraini
Qatar|Qatari
Oman|Omani
Yemen;Yemen Arab Republic|Yemeni
United Arab Emirates;UAE;U.A.E.|Emirati
Egypt;Arab Republic of Egypt|Egyptian
United Arab Republic;UAR;U.A.R.|
Sudan|Sudanese
Libya|Libyan
Tunisia|Tunisian
Algeria|Algerian
Morocco|Moroccan
Ethiopia;Abyssinia|Ethiopian;Abyssinian
Eritrea|Eritrean
Somalia|Somali
Kenya|Kenyan
Burkina Faso;Upper Volta|
Benin;Dahomey|
Togo;Togoland|Togolese
Lesotho;Basutoland|
Botswana;Bechuanaland|
Malawi;Nyasaland|
Eswatini;Swaziland|Swazi
Belize;British Honduras|
Guyana;British Guiana|Guyanese
Suriname;Dutch Guiana|Surinamese
Vanuatu;New Hebrides|
Uganda|Ugandan
Tanzania|Tanzanian
Tanganyika|
Rwanda|Rwandan
Burundi|Burundian
Democratic Republic of the Congo;DRC;Zaire;Belgian Congo|Congolese;Zairean
Angola|Angolan
Mozambique|Mozambican
Zambia;Northern Rhodesia|Zambian
Zimbabwe;Southern Rhodesia;Rhodesia|Zimbabwean;Rhodesian
Namibia;South West Africa|Namibian
South Africa;Republic of South Africa;Union of South Africa|South African
Ghana;Gold Coast|Ghanaian
Nigeria|Nigerian
Ivory Coast;Côte d'Ivoire|Ivorian
Senegal|Senegalese
Mali|Malian
Guinea|Guinean
Liberia|Liberian
Sierra Leone|Sierra Leonean
Cameroon|Cameroonian
Chad|Chadian
Madagascar|Malagasy
Canada;Dominion of Canada|Canadian
Mexico;United Mexican States|Mexican
Guatemala|Guatemalan
Honduras|Honduran
El Salvador|Salvadoran
Nicaragua|Nicaraguan
Costa Rica|Costa Rican
Panama|Panamanian
Cuba;Republic of Cuba|Cuban
Haiti|Haitian
Dominican Republic;Santo Domingo|Dominican
Puerto Rico|Puerto Rican
Jamaica|Jamaican
Colombia;New Granada|Colombian
Gran Colombia|
Venezuela|Venezuelan
Ecuador|Ecuadorian
Peru|Peruvian
Bolivia;Upper Peru|Bolivian
Chile|Chilean
Argentina;Argentine Republic;Argentine Confederation|Argentine;Argentinian
Uruguay;Banda Oriental|Uruguayan
Paraguay|Paraguayan
Brazil;Empire of Brazil|Brazilian
Australia;Commonwealth of Australia|Australian
New Zealand|New Zealand
Vatican City;Holy See|Vatican
Papal States|Papal
Holy Roman Empire|
Byzantine Empire;Byzantium;Eastern Roman Empire|Byzantine
Roman Empire|Roman";

/// Regions that hold cities of their own name's neighbourhood: "Portland (Oregon)" and
/// "Tianjin (Hebei)" give the whole for the part, not another name.
const REGIONS: &str = "alabama alaska arizona arkansas california colorado connecticut delaware \
    florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland \
    massachusetts michigan minnesota mississippi missouri montana nebraska nevada newhampshire \
    newjersey newmexico newyork northcarolina northdakota ohio oklahoma oregon pennsylvania \
    rhodeisland southcarolina southdakota tennessee texas utah vermont virginia westvirginia \
    wisconsin wyoming ontario quebec manitoba saskatchewan alberta britishcolumbia novascotia \
    anhui fujian gansu guangdong guangxi guizhou hainan hebei heilongjiang henan hubei hunan \
    jiangsu jiangxi jilin liaoning ningxia qinghai shaanxi shandong shanxi sichuan xinjiang yunnan \
    zhejiang innermongolia manchuria newsouthwales queensland bavaria saxony siberia anatolia \
    thrace bengal punjab catalonia andalusia normandy brittany galicia silesia transylvania \
    congo gambia europe asia africa northamerica southamerica latinamerica balkans caucasus";

/// One state: its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct StateId(u16);

struct Table {
    names: HashMap<String, StateId>,
    adjectives: HashMap<String, StateId>,
    usual: Vec<&'static str>,
    regions: HashMap<&'static str, ()>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        names: HashMap::new(),
        adjectives: HashMap::new(),
        usual: Vec::new(),
        regions: REGIONS.split_whitespace().map(|r| (r, ())).collect(),
    };
    for (id, line) in (0u16..).zip(STATES.lines()) {
        let (names, adjectives) = line.split_once('|').unwrap_or((line, ""));
        table.usual.push(names.split(';').next().unwrap_or_default());
        for name in names.split(';') {
            table.names.insert(fold::key(name), StateId(id));
        }
        for adjective in adjectives.split(';').filter(|a| !a.is_empty()) {
            table.adjectives.insert(fold::key(adjective), StateId(id));
        }
    }
    table
});

impl StateId {
    /// The state that goes by `name`.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::of_key(&fold::key(name))
    }

    /// The state that goes by a folded name.
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        let bare = key.strip_prefix("the").filter(|k| TABLE.names.contains_key(*k));
        TABLE.names.get(bare.unwrap_or(key)).copied()
    }

    /// The state to which a folded adjective belongs.
    pub(crate) fn of_adjective(key: &str) -> Option<Self> {
        TABLE.adjectives.get(key).copied()
    }

    /// Its usual name.
    pub(crate) fn usual_name(self) -> &'static str {
        TABLE.usual.get(usize::from(self.0)).copied().unwrap_or_default()
    }

    /// The first letters of its usual name and of its adjectives.
    pub(crate) fn initials(self) -> Vec<String> {
        let line = STATES.lines().nth(usize::from(self.0)).unwrap_or_default();
        let (names, adjectives) = line.split_once('|').unwrap_or((line, ""));
        let mut out: Vec<String> = names
            .split(';')
            .take(1)
            .chain(adjectives.split(';'))
            .map(|n| fold::words(n).iter().filter_map(|w| w.chars().next()).collect())
            .filter(|i: &String| !i.is_empty() && i.len() <= 3)
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Whether a place is a state or a large region, which other places lie in.
pub(crate) fn holds_places(name: &str) -> bool {
    let key = fold::key(name);
    StateId::of_key(&key).is_some() || TABLE.regions.contains_key(key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_state_meet() {
        for (a, b) in [
            ("United States", "U.S."),
            ("America", "USA"),
            ("People s Republic of China", "China"),
            ("USSR", "the Soviet Union"),
        ] {
            assert_eq!(StateId::of_name(a), StateId::of_name(b), "{a} / {b}");
            assert!(StateId::of_name(a).is_some());
        }
        assert_ne!(StateId::of_name("Korea"), StateId::of_name("North Korea"));
        assert_ne!(StateId::of_name("China"), StateId::of_name("Republic of China"));
    }

    #[test]
    fn no_name_stands_for_two_states() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in STATES.lines() {
            for name in line.split('|').next().into_iter().flat_map(|n| n.split(';')) {
                let other = seen.insert(fold::key(name), line);
                assert!(other.is_none() || other == Some(line), "{name}");
            }
        }
    }
}
