//! Spellings that no table of syllables explains: dialect forms of Chinese names, postal names of
//! places, names that changed with the ruler, and what Western writers made of them.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::fold;

/// People; one a line.
const PEOPLE: &str = "\
Chiang Kai-shek|Jiang Jieshi|Chiang Chieh-shih|Jiang Zhongzheng|Chiang Chung-cheng|Tschiang Kai-schek|Tchang Kai-chek
Chiang Ching-kuo|Jiang Jingguo
Chiang Wei-kuo|Jiang Weiguo
Sun Yat-sen|Sun Zhongshan|Sun Yixian|Sun Wen|Sun Chung-shan|Sun I-hsien|Soun Yat-sen
Soong Ching-ling|Song Qingling|Sung Ch'ing-ling|Soong Qingling
Soong Mei-ling|Song Meiling|Sung Mei-ling|Soong May-ling
Soong Ai-ling|Song Ailing
T. V. Soong|Song Ziwen|Soong Tse-ven|Sung Tzu-wen
H. H. Kung|Kong Xiangxi|K'ung Hsiang-hsi
Wellington Koo|Gu Weijun|Ku Wei-chün|V. K. Wellington Koo
Eugene Chen|Chen Youren|Ch'en Yu-jen
Hu Shih|Hu Shi
Wang Ching-wei|Wang Jingwei
Feng Yu-hsiang|Feng Yuxiang
Kang Youwei|K'ang Yu-wei
Liang Ch'i-ch'ao|Liang Qichao
Yuan Shih-k'ai|Yuan Shikai
Chang Tso-lin|Zhang Zuolin
Chang Hsüeh-liang|Zhang Xueliang
Confucius|Kongzi|K'ung Fu-tzu|Kong Fuzi|K'ung-tzu
Mencius|Mengzi|Meng-tzu
Lao-tzu|Laozi|Lao Tse|Lao Tze|Lao-tse
Sun Tzu|Sunzi|Sun Wu
Li Po|Li Bai|Li Pai
Koxinga|Zheng Chenggong|Cheng Ch'eng-kung
Puyi|Pu Yi|P'u-i|Henry Pu Yi|Aisin-Gioro Puyi
Cixi|Tz'u-hsi|Tzu Hsi
Kangxi|K'ang-hsi|Kang Hsi
Qianlong|Ch'ien-lung|Chien Lung
Lu Hsun|Lu Xun|Lu Hsün|Zhou Shuren|Chou Shu-jen
Mao Dun|Mao Tun|Shen Yanbing|Shen Yen-ping
Lin Yutang|Lin Yü-t'ang
Ho Lung|He Long
Lee Teng-hui|Li Denghui
Lee Kuan Yew|Li Guangyao
Wang Ming|Chen Shaoyu|Ch'en Shao-yü
Tsiang Tingfu|Jiang Tingfu|T. F. Tsiang
V. K. Ting|Ding Wenjiang
W. W. Yen|Yan Huiqing
C. T. Wang|Wang Zhengting
Alfred Sze|Shi Zhaoji|Sao-ke Alfred Sze
Syngman Rhee|Rhee Syngman|Yi Sungman|Lee Seung-man|Yi Sŭng-man|Ri Sung Man
Kim Koo|Kim Ku|Kim Gu
Lyuh Woon-hyung|Yo Un-hyong|Yŏ Un-hyŏng
Ahn Chang-ho|An Ch'ang-ho|Dosan
Ahn Jung-geun|An Chung-gun
Philip Jaisohn|So Chae-p'il|Seo Jae-pil
Kim Dae-jung|Kim Tae-chung
Roh Tae-woo|No T'ae-u
Chun Doo-hwan|Chon Tu-hwan
Kim Young-sam|Kim Yong-sam
Ho Ka-i|Ho Ka-yi|Alexei Hegay|Aleksei Hegai|A. I. Hegai
Ho Chi Minh|Nguyen Ai Quoc|Nguyen Tat Thanh
Bao Dai|Nguyen Vinh Thuy
Tojo Hideki|Hideki Tojo|Tōjō Hideki
Hirohito|Showa Emperor
Josef Stalin|Joseph Stalin|Iosif Stalin|J. V. Stalin|Joseph Vissarionovich Stalin|Iosif Vissarionovich Dzhugashvili
Leon Trotsky|Lev Trotsky|Lev Trotskii|Lev Davidovich Bronstein
Vladimir Lenin|V. I. Lenin|Nikolai Lenin|Vladimir Ilyich Ulyanov
Nikita Khrushchev|Nikita Khruschev|Nikita Chruschtschow|Nikita Khrushchov
Mikhail Gorbachev|Mikhail Gorbachyov|Michail Gorbatschow
Alexander Pushkin|Aleksandr Pushkin
Leo Tolstoy|Lev Tolstoi|Lev Tolstoy
Peter Tchaikovsky|Pyotr Tchaikovsky|Petr Chaikovskii
Mustafa Kemal Atatürk|Mustafa Kemal|Kemal Atatürk|Mustafa Kemal Pasha|Atatürk|Gazi Mustafa Kemal
Muhammad Ali Pasha|Mehmed Ali Pasha|Mehmet Ali|Mehemet Ali|Muhammad Ali of Egypt|Mehmed Ali
Abdul Hamid II|Abdülhamid II|Abd al-Hamid II|Abdulhamid II|Abdul-Hamid II
Ibn Saud|Abdulaziz ibn Saud|Abd al-Aziz ibn Saud|Abdul Aziz Al Saud
Saladin|Salah ad-Din|Salah al-Din
Avicenna|Ibn Sina
Averroes|Ibn Rushd
Gamal Abdel Nasser|Jamal Abd al-Nasir|Gamal Abd el-Nasser|Gamal Abdul Nasser
Muammar Gaddafi|Moammar Qaddafi|Mu'ammar al-Qadhafi|Muammar Qadhafi|Moammar Gadhafi
Ibn Khaldun|Ibn Khaldoun
Genghis Khan|Chinggis Khan|Jenghiz Khan|Chingis Khan
Kublai Khan|Khubilai Khan|Qubilai Khan
Tamerlane|Timur|Timur Lenk
Jawaharlal Nehru|Pandit Nehru
Mohandas Gandhi|Mahatma Gandhi|Mohandas Karamchand Gandhi
Rabindranath Tagore|Rabindranath Thakur
Christopher Columbus|Cristóbal Colón|Cristoforo Colombo
Charles V|Carlos V|Karl V
Ernesto Guevara|Che Guevara|Ernesto \"Che\" Guevara
Pancho Villa|Francisco Villa|Doroteo Arango
Josip Broz|Josip Broz Tito|Marshal Tito
Charles de Gaulle|de Gaulle
Skanderbeg|Gjergj Kastrioti|George Castriota
Vo Nguyen Giap|Võ Nguyên Giáp
Pol Pot|Saloth Sar
Aung San Suu Kyi|Daw Aung San Suu Kyi";

/// Places; one a line. Only names of the very same place under the same rule of spelling.
const PLACES: &str = "\
Beijing|Peking|Pekin|Beiping|Peiping|Pei-ching
Nanjing|Nanking|Nankin
Guangzhou|Canton|Kwangchow|Kuang-chou
Guangdong|Kwangtung|Kuang-tung
Guangxi|Kwangsi|Kuang-hsi
Chongqing|Chungking|Ch'ung-ch'ing
Tianjin|Tientsin|T'ien-chin
Qingdao|Tsingtao|Tsingtau|Ch'ing-tao|Tsingdao
Jinan|Tsinan|Chi-nan
Xiamen|Amoy|Hsia-men
Shantou|Swatow|Shan-t'ou
Fuzhou|Foochow|Fu-chou
Fujian|Fukien|Fu-chien
Xi'an|Sian|Hsi-an
Shaanxi|Shensi|Shen-hsi
Shanxi|Shansi|Shan-hsi
Shandong|Shantung|Shan-tung
Zhejiang|Chekiang|Che-chiang
Jiangsu|Kiangsu|Chiang-su
Jiangxi|Kiangsi|Chiang-hsi
Hebei|Hopei|Hopeh|Ho-pei
Hubei|Hupei|Hupeh|Hu-pei
Henan|Honan|Ho-nan
Anhui|Anhwei|An-hui
Sichuan|Szechwan|Szechuan|Ssu-ch'uan|Setchuan
Guizhou|Kweichow|Kuei-chou
Gansu|Kansu|Kan-su
Xinjiang|Sinkiang|Hsin-chiang|Chinese Turkestan
Jilin|Kirin|Chi-lin
Heilongjiang|Heilungkiang|Hei-lung-chiang
Rehe|Jehol|Je-ho
Chahar|Ch'a-ha-erh
Suiyuan|Sui-yüan
Shenyang|Mukden|Moukden|Fengtian|Fengtien
Changchun|Hsinking|Xinjing|Ch'ang-ch'un
Harbin|Kharbin|Ha'erbin
Dalian|Dairen|Dalny|Dal'nii|Talien|Ta-lien
Lüshun|Port Arthur|Lushunkou|Lü-shun
Andong|Antung|Antong|Dandong|An-tung
Hangzhou|Hangchow|Hang-chou
Suzhou|Soochow|Su-chou
Wuhan|Wu-han
Hankou|Hankow|Han-k'ou
Jiujiang|Kiukiang|Chiu-chiang
Yan'an|Yenan|Yanan|Yen-an
Zunyi|Tsunyi|Tsun-i
Ningbo|Ningpo|Ning-po
Macau|Macao|Aomen
Hong Kong|Hongkong|Xianggang
Yangtze|Yangzi|Yangtse|Yangtze Kiang|Chang Jiang|Changjiang
Yellow River|Huang He|Hwang Ho|Huanghe
Taibei|Taipei|T'ai-pei
Gaoxiong|Kaohsiung
Jinmen|Quemoy|Kinmen
Mazu|Matsu
Lhasa|Lasa
Jiaozhou|Kiaochow|Kiautschou
Weihaiwei|Weihai|Wei-hai-wei
Seoul|Soul|Kyŏngsŏng|Keijo|Hansŏng
Busan|Pusan|Fusan
Incheon|Inchon|Inch'ŏn|Chemulpo|Chemulp'o|Jinsen
Pyongyang|P'yŏngyang|Pyeongyang|Heijo
Gaeseong|Kaesong|Kaesŏng
Daegu|Taegu|Taikyu
Gwangju|Kwangju
Daejeon|Taejon|Taejŏn
Jeju|Cheju|Quelpart
Geoje|Koje
Gyeongju|Kyongju
Sinuiju|Shin-uiju|Sinŭiju
Wonsan|Wŏnsan|Gensan
Hungnam|Hŭngnam
Hamhung|Hamhŭng
Yalu|Amnok|Amrok
Tumen|Tuman|Duman
Tokyo|Tokio|Edo|Yedo
Kobe|Kōbe
Ryukyu Islands|Ryukyus|Liuqiu|Loochoo
Sakhalin|Karafuto
Taiwan|Formosa
Diaoyu Islands|Senkaku Islands|Diaoyutai
Mumbai|Bombay
Kolkata|Calcutta
Chennai|Madras
Yangon|Rangoon
Myanmar|Burma
Thailand|Siam
Sri Lanka|Ceylon
Iran|Persia
Istanbul|Constantinople|Stamboul|İstanbul
Izmir|Smyrna|İzmir
Ankara|Angora
Edirne|Adrianople
Trabzon|Trebizond
Bursa|Brusa
Thessaloniki|Salonica|Salonika|Selanik|Thessalonica
Iskenderun|Alexandretta
Saint Petersburg|St. Petersburg|St Petersburg|Petrograd|Leningrad
Volgograd|Stalingrad|Tsaritsyn
Yekaterinburg|Ekaterinburg|Sverdlovsk
Nizhny Novgorod|Nizhnii Novgorod
Tbilisi|Tiflis
Lviv|Lvov|Lwów|Lemberg
Kyiv|Kiev
Kharkiv|Kharkov
Odesa|Odessa
Gdańsk|Danzig
Wrocław|Breslau
Vilnius|Vilna|Wilno
Kaunas|Kovno
Tallinn|Reval
Bratislava|Pressburg|Pozsony
Ljubljana|Laibach
Ho Chi Minh City|Saigon
Hanoi|Ha Noi
Jakarta|Batavia|Djakarta
Harare|Salisbury
Kinshasa|Leopoldville|Léopoldville
Oslo|Christiania|Kristiania
Helsinki|Helsingfors
Turku|Åbo
Tehran|Teheran
Baghdad|Bagdad
Mecca|Makkah
Medina|Madinah
Beirut|Beyrouth|Bayrut
Tripoli|Tarabulus
Tangier|Tangiers
Romania|Rumania|Roumania
Serbia|Servia
Vladivostok|Wladiwostok
Ulaanbaatar|Ulan Bator|Urga|Ulan Baatar
Kyakhta|Kiakhta
Livorno|Leghorn
Florence|Firenze
Venice|Venezia
Naples|Napoli
Munich|München
Cologne|Köln
Vienna|Wien
Prague|Praha|Prag
Warsaw|Warszawa|Warschau
Kraków|Cracow|Krakow
Lisbon|Lisboa
Seville|Sevilla
Geneva|Genève|Genf
Brussels|Bruxelles|Brussel
Antwerp|Antwerpen|Anvers
The Hague|Den Haag|'s-Gravenhage
Copenhagen|København
Gothenburg|Göteborg
Belgrade|Beograd
Bucharest|București|Bucuresti
Athens|Athinai
Rome|Roma
Milan|Milano
Turin|Torino
Lyon|Lyons
Marseille|Marseilles
Havana|La Habana
Mexico City|Ciudad de México
Indochina|Indo-China|Indochine
Sumatra|Sumatera
Borneo|Kalimantan";

struct Table {
    people: HashMap<String, u16>,
    places: HashMap<String, u16>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table { people: index(PEOPLE), places: index(PLACES) });

fn index(text: &str) -> HashMap<String, u16> {
    (0u16..)
        .zip(text.lines())
        .flat_map(|(id, line)| line.split('|').map(move |name| (fold::key(name), id)))
        .collect()
}

/// The number of the person whose irregular spelling this is.
pub(crate) fn person(name: &str) -> Option<u16> {
    TABLE.people.get(&fold::key(name)).copied()
}

/// The number of the place whose irregular spelling this is.
pub(crate) fn place(name: &str) -> Option<u16> {
    TABLE.places.get(&fold::key(name)).copied()
}

/// The modern name of the place, folded to one word, for use inside longer names
/// ("Peking University").
pub(crate) fn modern_place(word: &str) -> Option<String> {
    let id = place(word)?;
    let line = PLACES.lines().nth(usize::from(id))?;
    Some(fold::key(line.split('|').next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_belongs_to_two() {
        for text in [PEOPLE, PLACES] {
            let mut seen: HashMap<String, &str> = HashMap::default();
            for line in text.lines() {
                for name in line.split('|') {
                    let other = seen.insert(fold::key(name), line);
                    assert!(other.is_none() || other == Some(line), "{name}: {other:?}");
                }
            }
        }
    }

    #[test]
    fn known_spellings_meet() {
        assert_eq!(person("Chiang Kai-shek"), person("Jiang Jieshi"));
        assert_eq!(place("Mukden"), place("Shenyang"));
        assert_eq!(modern_place("peking").as_deref(), Some("beijing"));
        assert_eq!(place("Springfield"), None);
    }
}
