//! Forms of one given name: short forms and the forms of neighbouring languages.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet};

/// One name a line.
const FORMS: &str = "\
alexander alex alec aleksandr alexandre alejandro sandy sasha
alexei aleksei alexey alexis
alfred alf fred
andrew andy drew andrei andrey andre andreas andres
anthony tony anton antoine antonio antonius
anna ann anne annie
arthur art
benjamin ben benny
catherine kate katherine kathryn katharine kitty ekaterina yekaterina
charles charlie chuck carl karl carlos
christopher chris christoph cristobal
constantine konstantin
daniel dan danny
david dave
dmitri dmitry dimitri dmitrii
donald don
dwight ike
edward ed eddie ted teddy eduard edouard eduardo
elizabeth betty beth bess liz lizzie elisabeth
ernest ernie ernst ernesto
eugene gene evgeny yevgeny evgenii eugen
ferdinand fernando
francis frank francisco francois franz francesco pancho paco
frederick fred freddy friedrich frederic federico
george georgy georgii georgi georges georg jorge giorgio
gerald jerry gerry
gregory greg grigory grigorii grigori
harold hal harry
henry harry hank henri heinrich enrique hal
hugh hugo hughie
ignatius ignacio ignaz
james jim jimmy jamie jaime jacques
john jack johnny jon
jonathan jon
joseph joe joey josef iosif jose giuseppe josip yosef
josephine josie
julius julio jules
laurence larry lawrence lorenzo
leo lev leon
leonard len lenny
louis lewis ludwig luis luigi
luke lucas
margaret maggie peggy meg marguerite
maria marie mary
mark marc marco marcus
martin martyn
matthew matt matthias mateo
maurice moritz mauricio
michael mike mick mickey mikhail michel miguel michal mihail
nathaniel nat nathan
nicholas nick nikolai nikolay nicolai nicolas nicholai mikolaj
oliver ollie olivier
patrick pat paddy patricio
paul pavel pablo paolo
peter pete pyotr petr pierre pedro pietro piotr
philip phil philippe felipe phillip
ralph rolf
raymond ray ramon
richard dick rick ricardo dickie
robert bob bobby rob roberto bert
ronald ron ronnie
rudolf rudolph rodolfo
samuel sam sammy
sergei sergey sergius serge
stephen steve steven stephan stefan stepan esteban stephane
theodore ted teddy theo fyodor feodor fedor
thomas tom tommy tomas
timothy tim
valentin valentine
vasily vasilii vassily basil
victor viktor vic
vincent vince vicente vincenzo
vladimir volodymyr wladimir
vyacheslav viacheslav vjaceslav
walter walt wally
william bill billy will willie liam wilhelm guillermo guillaume willem
yuri yury iurii jurij youri
mohammed muhammad mohamed mohammad mehmed mehmet mahomet mohamad
ahmed ahmad ahmet
hussein husayn hossein husain huseyin
hassan hasan
mahmud mahmoud mahmut
mustafa mustapha mostafa
osman uthman othman
omar umar omer
suleiman suleyman sulayman solomon
ibrahim abraham
yusuf yousef youssef
ismail ismael
abdul abd abdel abdal
murad murat";

/// Given names of women that no man carries, as far as history papers go.
const FEMALE: &str = "agnes alexandra alice amalia amelia amy angela anna anne annie antonia \
    beatrice bertha bessie betty birgit bridget brigitte caroline catherine cecilia charlotte \
    christina christine clara claudia constance corazon cornelia dagmar deborah diana dolores \
    dorothy edith eleanor eleonora elena eliza elizabeth elisabeth ella ellen elsa else emilia \
    emily emma esther eugenie eva evelyn evita fanny fanya fatima florence frances frieda \
    galina georgina gertrude gladys golda grace greta hannah harriet hedwig helen helena helene \
    henrietta hilda ida indira inessa inge ingrid irene irina isabel isabella jane jeanne jennie \
    jessie joan johanna josefa josephine juana judith julia juliette karin kate katharine \
    katherine larissa laura leonora lidia lilian lily louisa louise lucia lucy ludmila lydia \
    madeleine margaret margarete margarita margot marguerite maria mariana marianne marie \
    marina marion marta martha mary mathilde matilda maud mercedes mildred minnie nadezhda \
    nancy natalia nina nora olga olive olympe patricia paula pauline phyllis rachel rebecca rosa \
    rosalie rosalind rose rosemary ruth sabina sarah simone sirimavo sofia sonia sophia sophie \
    stella susan svetlana sylvia sybil tamara tatiana teresa theresa thekla ursula valentina \
    vera victoria violet virginia wilhelmina winifred winnie yekaterina ekaterina yelena zinaida";

static WOMEN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| FEMALE.split_whitespace().collect());

/// Whether a folded given name is a woman's.
pub(crate) fn is_female(name: &str) -> bool {
    WOMEN.contains(name)
}

static GROUPS: LazyLock<HashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut all: HashMap<&'static str, Vec<u16>> = HashMap::new();
    for (id, line) in (0u16..).zip(FORMS.lines()) {
        for form in line.split_whitespace() {
            all.entry(form).or_default().push(id);
        }
    }
    all
});

/// Whether two folded given names can be forms of one name.
pub(crate) fn same(a: &str, b: &str) -> bool {
    match (GROUPS.get(a), GROUPS.get(b)) {
        (Some(x), Some(y)) => x.iter().any(|id| y.contains(id)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn forms_meet_and_names_do_not() {
        assert!(same("joseph", "iosif"));
        assert!(same("bill", "william"));
        assert!(!same("john", "james"));
        assert!(!same("zedong", "enlai"));
    }
}
