package dev.leadloop.lead.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobTitleTest {
  private static final String COMPANY = """
      CEO; Ceo; C.E.O.; CTO; CFO; Chief Executive Officer; Chief Executive; Chief Technology Officer; Chief Revenue Officer; \
      Chief Customer Success Officer
      Chief Information Security Officer; Interim CTO; CEO & Founder; Founder; Co-Founder; Cofounder; Co-founder and CTO; \
      Founder/CEO; Owner; Business Owner; Shop Owner
      Restaurant Owner; Co-owner; Owner/Operator; Owner Manager; President; President & CEO; President of the Board; \
      Managing Director; Managing Director, EMEA; Group Managing Director
      Managing Partner; Founding Partner; Senior Partner; Partner; Partner at Example LLP; Chairman; Chairwoman of the Board; \
      Board Member; Member of the Board of Directors
      Executive Director; Proprietor; Entrepreneur; CEO of Example; The CEO; Our CEO; Global CEO; CEO Europe; \
      Chief Executive Officer (CEO); Student & Founder; Founder, PhD Student
      CTO, PhD; Dr. Example, CEO; CEO - Example GmbH; Fractional CFO; Group CIO; Owner Photographer; Founding CEO; \
      Sole Trader; Headteacher; Secretary General
      Geschäftsführer; Geschäftsführerin; Geschaeftsfuehrer; GESCHÄFTSFÜHRER; Geschäftsführer:in; Geschäftsführer*in; \
      Geschäftsführer/in; Geschäftsführer (m/w/d); Geschäftsführer Vertrieb; Geschäftsführender Gesellschafter
      Inhaber; Inhaberin; Firmeninhaber; Vorstand; Vorstandsvorsitzender; Mitglied des Vorstands; \
      Mitglied der Geschäftsleitung; Finanzvorstand; Gründer; Mitgründerin; Gründer und Geschäftsführer; Gesellschafter
      Unternehmer; Generaldirektor; Geschäftsführung; Geschäftsleitung; Kaufmännischer Geschäftsführer; Alleingeschäftsführer; \
      Präsident; GF
      PDG; P.-D.G.; Président-directeur général; Directeur général; Directrice générale; DG; Gérant; Gérante; Fondateur; \
      Fondatrice; Co-fondateur; Président; Présidente; Dirigeant; Chef d'entreprise; Propriétaire; Associé gérant
      Director general; Directora General; Gerente general; Consejero delegado; Director gerente; Presidente; Presidenta; \
      Dueño; Dueña; Propietario; Fundador; Cofundadora; Socio; Socio director; Administrador único; Empresaria
      Amministratore delegato; Amministratore unico; Direttore generale; Titolare; Fondatore; Co-fondatrice; Imprenditore; \
      Proprietaria; Socio fondatore
      Diretor geral; Diretor executivo; Diretora Executiva; Sócio; Sócio-gerente; Proprietário; Dono; Fundadora; \
      Diretor-presidente; Gerente geral
      Algemeen directeur; Eigenaar; Mede-eigenaar; Oprichter; Zaakvoerder; Bestuurder; Ondernemer; Directeur-eigenaar; \
      Bestuursvoorzitter; Directie; Lid van de raad van bestuur
      """;
  private static final String DEPARTMENT = """
      Vice President; Vice President of Sales; VP Sales; V.P. Marketing; SVP; EVP Operations; \
      Senior Vice President, Engineering; Vice-President; Regional Vice President; Vice President & General Manager
      Director; Marketing Director; Director of Marketing; Director, IT; Director International; Senior Director Product; \
      Sales Director EMEA; Creative Director; Director of Teacher Training; Director of Student Affairs; Director Student Affairs
      Head of Sales; Head of Internal Audit; Global Head of HR; Department Head; General Manager; Country Manager; \
      Plant Manager; General Counsel; Chief of Staff; Chief of Staff to the CEO; Chief Accountant; Deputy CEO
      Deputy Managing Director; Company Secretary; Head of the CEO Office; Director of Research; Head of Student Services; \
      Head of Intern Programs; Department Chair; Chair of the Department of Economics; Director of Owner Relations; \
      Financial Controller; Treasurer
      Leiter Einkauf; Leiterin Marketing; Leiter der IT; Vertriebsleiter; Vertriebsleiterin; Marketingleiter; \
      Abteilungsleiter; Bereichsleiterin; IT-Leiter; Direktor; Direktorin Vertrieb; Prokurist; Leitung Vertrieb
      Einkaufsleiter (m/w/d); Kreativdirektor; Vizepräsident; Stellvertretender Geschäftsführer; Stv. Geschäftsführer; \
      Leiter/in Einkauf; Chefredakteur; Personalleiterin
      Directeur commercial; Directrice marketing; Directeur des ventes; Directeur des systèmes d'information; DSI; DAF; DRH; \
      Directeur général adjoint; Vice-président; Chef de service; Directrice des ressources humaines
      Director comercial; Directora de marketing; Director de ventas; Vicepresidente; Gerente de ventas; Jefe de compras; \
      Jefe de departamento; Director financiero; Director de TI
      Direttore commerciale; Direttrice marketing; Direttore vendite; Dirigente; Vicepresidente vendite; Direttore tecnico
      Diretor comercial; Diretora de marketing; Diretor de TI; Vice-presidente; Gerente de vendas; Diretor financeiro
      Commercieel directeur; Financieel directeur; Hoofd verkoop; Hoofd IT; Afdelingshoofd; Verkoopdirecteur; Verkoopleider; \
      Directeur marketing
      """;
  private static final String TEAM = """
      Manager; Marketing Manager; Sales Manager; Product Manager; Student Success Manager; Team Lead; Teamleader; Tech Lead; \
      Lead Engineer; Principal Engineer; Principal Consultant; Supervisor; IT Manager; Office Manager
      Engineering Manager; Manager of Student Programs; Founder Relations Manager; Owner Relationship Manager; \
      Partner Manager; Assistant Director; Deputy Director; Associate Director; Assistant Vice President; Scrum Master
      Intern Program Manager; CRO Manager; International Account Manager; Team Leader Internal Sales; Head Chef; \
      Internship Program Manager
      Teamleiter; Teamleiterin Vertrieb; Projektleiter; Gruppenleiter; Marketing Managerin; Produktmanagerin; Teamlead
      Responsable marketing; Responsable des achats; Chef de projet; Cheffe de produit; Chef d'équipe; Directeur adjoint
      Gerente; Jefe de proyecto; Encargada; Coordinadora; Subdirector; Responsable de marketing
      Responsabile vendite; Capo reparto; Coordinatore; Responsabile marketing; Capo progetto
      Gestor; Coordenadora; Chefe de equipa; Supervisor; Gerente de projetos
      Teamleider; Projectleider; Leidinggevende; Inkoopmanager
      """;
  private static final String STAFF = """
      Executive Assistant; Executive Assistant to the CEO; EA to CEO; PA to the Managing Director; \
      Assistant to the Managing Director; Assistant to the CEO, CFO and COO; Executive Assistant to the President & CEO; \
      CEO Assistant; Secretary; Secretary to the President
      Personal Assistant to the Founder; CEO Coach; Advisor to the CEO; Assistant Managing Director's Office; \
      Administrative Assistant; Product Owner; Senior Product Owner; Technical Product Owner; Process Owner; Data Owner; \
      Service Owner
      HR Business Partner; Business Partner; CRO Specialist; Software Engineer; Sales Representative; Account Executive; \
      Consultant; Analyst; UX Researcher; Market Researcher; Student Advisor; Student Recruiter; Homeowner
      Assistant, Office of the CEO; Executive Assistant - CEO; Accountant; Internal Auditor; Student Counselor; Career Coach; \
      Founder Success Coach; Chief Petty Officer
      Assistentin der Geschäftsführung; Assistent des Vorstands; Vorstandsassistentin; Sekretärin; \
      Assistenz der Geschäftsleitung; Referent des Vorstands; Sachbearbeiter; Mitarbeiter Vertrieb; Halbleiter Ingenieur; \
      Reisebegleiter; Geschäftsführungsassistent; Assistentin Geschäftsführung
      Assistante de direction; Assistant du directeur général; Secrétaire de direction; Assistante du PDG; Ingénieur; \
      Chargé de clientèle; Conseiller du président
      Asistente de dirección; Asistente del director general; Secretaria del gerente general; Ingeniero; \
      Asesor del presidente; Asistente de gerencia
      Assistente di direzione; Segretaria di direzione; Assistente dell'amministratore delegato; Impiegato; Ingegnere
      Assistente do diretor; Assistente da diretoria; Secretária do presidente; Engenheira; Assessor do presidente
      Directiesecretaresse; Managementassistente; Assistent van de directeur; Medewerker verkoop; \
      Secretaresse van de algemeen directeur
      """;
  private static final String STUDENT = """
      Student; PhD Student; Intern; Marketing Intern; Software Engineering Intern; Intern Software Engineer; Trainee; \
      Management Trainee; Graduate Student; MBA Student; Student at Example University; Sales Manager Intern; CEO Intern; \
      Summer Intern, Marketing
      Working Student; Apprentice; Student, Marketing; Intern - Marketing; Doctoral Candidate; Undergraduate
      Studentin; Werkstudent; Praktikant; Praktikantin Marketing; Azubi; Auszubildender; Student der Informatik; Doktorand; \
      Werkstudentin Vertrieb
      Étudiant; Étudiante en droit; Stagiaire; Apprenti; Alternante; Doctorant
      Estudiante; Becario; Alumna; Practicante; Studente; Studentessa; Tirocinante; Stagista; Dottorando
      Estagiário; Estudante; Aluno; Mestrando; Stagiair; Leerling; Promovendus
      """;
  private static final String ACADEMIC = """
      Professor; Professor of Marketing; Assistant Professor; Associate Professor; Prof. Dr.; Teacher; Math Teacher; Lecturer; \
      Researcher; Research Assistant; Teaching Assistant; Postdoc; PhD; Research Fellow; Postdoctoral Researcher; \
      Visiting Professor
      Lehrer; Lehrerin; Dozent; Wissenschaftlicher Mitarbeiter; Deutschlehrerin; Professorin; Hochschulprofessor
      Professeur; Enseignante; Chercheur; Maître de conférences; Profesor; Profesora; Investigador; Docente; Maestra
      Professore; Insegnante; Ricercatrice; Professora; Pesquisador; Leraar; Hoogleraar; Onderzoeker
      """;
  private static final String NOTHING = """
      -; n/a; Example; Marketing; Sales; International Sales; Vertrieb; Director's Cut Studio; Office of the CEO; CEO Office; \
      Founders Club; Lead Generation; Former CEO; Ex-CEO; Retired Director; Aspiring Founder
      Wife of the CEO; Presidential; Ownership; Internal Affairs; Studentenwerk; Managerial; Headquarters; To the CEO; 12345; \
      Reporting to the CTO; Marketing & Communications; Student Affairs; Teacher Training
      """;

  @Test
  void whoLeadsTheCompanyIsKnownInSevenLanguages() {
    each(COMPANY, Seniority.COMPANY);
  }

  @Test
  void whoLeadsADepartmentIsKnown() {
    each(DEPARTMENT, Seniority.DEPARTMENT);
  }

  @Test
  void whoLeadsATeamIsKnown() {
    each(TEAM, Seniority.TEAM);
  }

  @Test
  void whoServesAChiefOrOwnsAProductLeadsNothing() {
    each(STAFF, Seniority.STAFF);
  }

  @Test
  void whoLearnsOrTeachesIsKnown() {
    role(STUDENT, Role.STUDENT);
    role(ACADEMIC, Role.ACADEMIC);
  }

  @Test
  void titleThatNamesNoPostSaysNothing() {
    assertThat(titles(NOTHING).filter(title -> JobTitle.read(title).seniority() != null || learns(title))
        .map(title -> title + " is " + JobTitle.read(title))).isEmpty();
  }

  @Test
  void whoLeadsIsNoStudentWhateverElseTheTitleSays() {
    assertThat(Stream.of(COMPANY, DEPARTMENT, TEAM, STAFF).flatMap(JobTitleTest::titles).filter(JobTitleTest::learns)
        .map(title -> title + " is " + JobTitle.read(title))).isEmpty();
  }

  @Test
  void fieldOfWorkIsKnown() {
    assertThat(JobTitle.read("Vice President of Sales").role()).isEqualTo(Role.SALES);
    assertThat(JobTitle.read("Directeur commercial").role()).isEqualTo(Role.SALES);
    assertThat(JobTitle.read("Leiterin Marketing").role()).isEqualTo(Role.MARKETING);
    assertThat(JobTitle.read("Leiter Einkauf").role()).isEqualTo(Role.PROCUREMENT);
    assertThat(Stream.of("Vertriebsleiter", "Verkaufsleiterin", "Verkoopdirecteur").map(title -> JobTitle.read(title).role()))
        .containsOnly(Role.SALES);
    assertThat(Stream.of("Einkaufsleiter", "Inkoopmanager").map(title -> JobTitle.read(title).role()))
        .containsOnly(Role.PROCUREMENT);
    assertThat(JobTitle.read("Marketingleiter").role()).isEqualTo(Role.MARKETING);
    assertThat(JobTitle.read("Personalleiterin").role()).isEqualTo(Role.HR);
    assertThat(JobTitle.read("Finanzvorstand").role()).isEqualTo(Role.FINANCE);
    assertThat(JobTitle.read("Projektleiter").role()).isNull();
    assertThat(JobTitle.read("CFO").role()).isEqualTo(Role.FINANCE);
    assertThat(JobTitle.read("Director de recursos humanos").role()).isEqualTo(Role.HR);
    assertThat(JobTitle.read("Student Success Manager").role()).isNull();
    assertThat(JobTitle.read("Executive Assistant to the CEO").role()).isEqualTo(Role.ASSISTANT);
  }

  @Test
  void wordThatNamesAPostIsSaidOnlyOfWhoeverHoldsIt() {
    assertThat(says("Vice President of Sales", "president")).isFalse();
    assertThat(says("Vice President of Sales", "vice president")).isTrue();
    assertThat(says("President of Sales", "president")).isTrue();
    assertThat(says("Product Owner", "owner")).isFalse();
    assertThat(says("Business Owner", "owner")).isTrue();
    assertThat(says("Executive Assistant to the CEO", "ceo")).isFalse();
    assertThat(says("Executive Assistant to the CEO", "assistant")).isTrue();
    assertThat(says("Student Success Manager", "student")).isFalse();
    assertThat(says("PhD Student", "student")).isTrue();
    assertThat(says("Director of Teacher Training", "teacher")).isFalse();
    assertThat(says("Director of Teacher Training", "director")).isTrue();
    assertThat(says("Director and CTO", "cto")).isTrue();
    assertThat(says("Director CTO", "director")).isTrue();
    assertThat(says("Director CTO", "cto")).isTrue();
    assertThat(says("Sales Manager Assistant", "manager")).isFalse();
    assertThat(says("Chief Technology Officer", "chief")).isTrue();
    assertThat(says("Managing Director", "director")).isTrue();
    assertThat(says("Lead Engineer", "lead")).isTrue();
    assertThat(says("Lead Generation Specialist", "lead")).isFalse();
    assertThat(says("VP of Sales", "sales")).isTrue();
    assertThat(says("Director International", "intern")).isFalse();
    assertThat(says("Head of Procurement", "procurement")).isTrue();
  }

  @Test
  void longAndHostileTitlesAreReadInNoTime() {
    Random random = new Random(7);
    String[] words = {"ceo", "assistant", "to", "the", "student", "chief", "officer", "of", "and", ",", "vice", "president", "-",
        "/", "leiter"};
    long start = cpuNanos();
    for (int n = 0; n < 20_000; n++) {
      StringBuilder title = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        title.append(words[random.nextInt(words.length)]).append(random.nextInt(9) == 0 ? "" : " ");
      }
      assertThat(JobTitle.read(title.toString()).posts()).hasSizeLessThan(60);
    }
    for (String odd : List.of("chief ".repeat(200_000), ",".repeat(1_000_000), "ﷺ".repeat(400_000), "assistant ".repeat(100_000),
        "(".repeat(1_000_000))) {
      JobTitle.read(odd);
    }
    long milliseconds = (cpuNanos() - start) / 1_000_000;
    System.out.println("20,000 titles of 30 words in " + milliseconds + " ms of a core");
    assertThat(milliseconds).isLessThan(8_000);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static boolean says(String title, String word) {
    return JobTitle.read(title).says(JobTitle.plain(word));
  }

  private static boolean learns(String title) {
    Role role = JobTitle.read(title).role();
    return role == Role.STUDENT || role == Role.ACADEMIC;
  }

  private static Stream<String> titles(String table) {
    return table.strip().lines().flatMap(line -> Stream.of(line.split("; ")));
  }

  private static void each(String table, Seniority seniority) {
    List<String> wrong = new ArrayList<>();
    titles(table).filter(title -> JobTitle.read(title).seniority() != seniority)
        .forEach(title -> wrong.add(title + " is " + JobTitle.read(title).seniority() + " by " + JobTitle.read(title).posts()));
    assertThat(wrong).as("not %s", seniority).isEmpty();
  }

  private static void role(String table, Role role) {
    assertThat(titles(table).filter(title -> JobTitle.read(title).role() != role)
        .map(title -> title + " is " + JobTitle.read(title).role() + " by " + JobTitle.read(title).posts())).as("not %s", role)
        .isEmpty();
  }
}
