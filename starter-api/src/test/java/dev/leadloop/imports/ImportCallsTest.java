package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import dev.leadloop.temporal.imports.ImportProgress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Files of leads over HTTP; each batch is run by the test where the product has a workflow for it. */
class ImportCallsTest extends ApiTest {
  private static final String PATH = "/api/v1/imports";
  private static final String BOUNDARY = "part-of-a-form";
  private static final String HEADER = "Id,Mail,Company,Size\n";

  @Autowired private ImportBatches batches;

  private String system = "";
  private String mapping = "";

  @BeforeEach
  void aSystemOfItsOwn() {
    system = "crm-" + UUID.randomUUID();
    mapping = "{\"system\":\"" + system + "\",\"columns\":{\"Id\":\"externalId\",\"Mail\":\"email\","
        + "\"Company\":\"company\",\"Size\":\"companySize\"}}";
  }

  @Test
  void formWithFileAndMappingIsStoredAndItsRowsBecomeLeads() {
    Answer taken = form(part("file", "fair.csv", HEADER + "1,,Acme,150\n2,,Globex,20\n") + part("mapping", null, mapping));
    assertThat(taken.status()).isEqualTo(202);
    assertThat(taken.header("Location")).isEqualTo(PATH + "/" + taken.text("importId"));
    assertThat(taken.text("fileName")).isEqualTo("fair.csv");
    assertThat(taken.text("state")).isEqualTo("STAGED");
    assertThat(taken.json().path("rowsTotal").asInt()).isEqualTo(2);
    runAll(taken.text("importId"));
    assertThat(leads()).isEqualTo(2);
    assertThat(get("/api/v1/leads?system=" + system + "&externalId=1", key(Role.MANAGER)).body()).contains("Acme");
  }

  @Test
  void mappingMayComeAsAFileOfTheFormAndTheCharsetAsAField() {
    byte[] latin = (HEADER + "1,,M\u00fcller,3\n").getBytes(StandardCharsets.ISO_8859_1);
    String body = part("mapping", "mapping.json", mapping) + part("charset", null, "windows-1252")
        + part("file", "latin.csv", new String(latin, StandardCharsets.ISO_8859_1));
    Answer taken = send(HttpRequest.newBuilder(address(PATH))
        .header("Authorization", "Bearer " + key(Role.MARKETING))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(
            (body + "--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.ISO_8859_1)))
        .build());
    assertThat(taken.status()).isEqualTo(202);
    runAll(taken.text("importId"));
    assertThat(get("/api/v1/leads?system=" + system + "&externalId=1", key(Role.MANAGER)).body()).contains("M\u00fcller");
  }

  @Test
  void csvBodyIsTakenWithTheMappingAsAParameter() {
    Answer taken = body(HEADER + "1,,Acme,150\n", mapping, "&name=plain.csv", Role.ADMIN);
    assertThat(taken.status()).isEqualTo(202);
    assertThat(taken.text("fileName")).isEqualTo("plain.csv");
    runAll(taken.text("importId"));
    assertThat(leads()).isEqualTo(1);
  }

  @Test
  void mappingOfAColumnThatIsNotThereIsRefusedByItsName() {
    Answer refused = body(HEADER + "1,,Acme,150\n", mapping.replace("Company", "Compny"), "", Role.MARKETING);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.problem()).isEqualTo("invalid-fields");
    assertThat(refused.text("detail")).startsWith("Nothing was imported.")
        .contains("no column 'Compny'").contains("did you mean 'Company'?");
    assertThat(refused.json().path("errors").size()).isEqualTo(1);
  }

  @Test
  void everyMistakeOfAMappingIsNamedAtOnce() {
    Answer refused = body(HEADER + "1,,Acme,150\n",
        "{\"columns\":{\"Id\":\"externalId\",\"Mail\":\"mail\"},\"colour\":1}", "", Role.MARKETING);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains("columns.\"Mail\"").contains("'mail'").contains("colour").contains("system");
    assertThat(body(HEADER, "{broken", "", Role.MARKETING).text("detail")).contains("not valid JSON");
    assertThat(body("", mapping, "", Role.MARKETING).text("detail")).contains("The file is empty");
    assertThat(count("select count(*) from import_job where mapping::text like '%" + system + "%'")).isZero();
  }

  @Test
  void missingPartsAreNamed() {
    assertThat(form(part("mapping", null, mapping)).text("detail")).contains("part 'file'");
    String large = mapping + " ".repeat(30 * 1024 * 1024);
    Answer asFile = form(part("file", "fair.csv", HEADER + "1,,Acme,1\n") + part("mapping", "mapping.json", large));
    assertThat(asFile.status()).as(asFile.body()).isEqualTo(413);
    assertThat(asFile.text("detail")).contains("'mapping' may have 2097152 bytes", "Nothing was imported");
    Answer asField = form(part("file", "fair.csv", HEADER + "1,,Acme,1\n") + part("mapping", null, large));
    assertThat(asField.status()).as(asField.body()).isEqualTo(413);
    assertThat(asField.text("detail")).contains("A file may have 256 MB", "its other parts together 2 MB");
    assertThat(form(part("file", "fair.csv", HEADER + "1,,Acme,1\n")).text("detail")).contains("part 'mapping'");
    assertThat(post(PATH, key(Role.MARKETING), "{}").status()).isEqualTo(415);
  }

  @Test
  void partsThatAreMisspeltOrDoubledAreRefused() {
    String file = part("file", "fair.csv", HEADER + "1,,Acme,1\n");
    assertThat(form(file + part("mapping", null, mapping) + part("charst", null, "windows-1252")).text("detail"))
        .contains("'charst'").contains("did you mean 'charset'?");
    Answer twice = form(file + part("file", "other.csv", HEADER + "2,,Globex,1\n") + part("mapping", null, mapping));
    assertThat(twice.status()).isEqualTo(400);
    assertThat(twice.text("detail")).contains("'file' is sent 2 times");
    assertThat(count("select count(*) from import_job where mapping::text like '%" + system + "%'")).isZero();
  }

  @Test
  void formWithoutBoundaryOrCutShortIsRefusedWithWhatToDo() {
    String whole = part("file", "fair.csv", HEADER + "1,,Acme,150\n") + part("mapping", null, mapping);
    Answer unbounded =
        call("POST", PATH, key(Role.MARKETING), whole, Map.of("Content-Type", "multipart/form-data"));
    Answer cut = call("POST", PATH, key(Role.MARKETING), whole.substring(0, whole.length() - 20),
        Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
    assertThat(List.of(unbounded, cut)).allSatisfy(refused -> {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("detail")).contains("Send it whole", "boundary");
    });
    assertThat(count("select count(*) from import_job where mapping::text like '%" + system + "%'")).isZero();
  }

  @Test
  void progressIsCountedWhileRowsComeInAndTheSameFileAgainChangesNothing() {
    String rows = IntStream.rangeClosed(1, 700).mapToObj(i -> i + ",,Company " + i + ",10\n").collect(Collectors.joining());
    String importId = body(HEADER + rows, mapping, "", Role.MARKETING).text("importId");
    batches.importBatch(importId);
    Answer half = get(PATH + "/" + importId, key(Role.MANAGER));
    assertThat(half.text("state")).isEqualTo("RUNNING");
    assertThat(counts(half)).isEqualTo("500 of 700: 500 created, 0 merged, 0 unchanged, 0 failed");
    assertThat(half.text("message")).isEqualTo("500 of 700 rows are in.");
    runAll(importId);
    Answer done = get(PATH + "/" + importId, key(Role.MANAGER));
    assertThat(done.text("state")).isEqualTo("DONE");
    assertThat(counts(done)).isEqualTo("700 of 700: 700 created, 0 merged, 0 unchanged, 0 failed");
    String again = body(HEADER + rows, mapping, "", Role.MARKETING).text("importId");
    runAll(again);
    assertThat(counts(get(PATH + "/" + again, key(Role.MANAGER))))
        .isEqualTo("700 of 700: 0 created, 0 merged, 700 unchanged, 0 failed");
    assertThat(leads()).isEqualTo(700);
    assertThat(get(PATH, key(Role.MARKETING)).body()).contains(importId).contains(again);
  }

  @Test
  void rowsThatFailedAreToldByLineAndTheOthersComeIn() {
    String importId = body(
        HEADER + "1,,Acme,150\n,,Nobody,10\n3,not-an-address,Broken,10\n4,,Globex,many\n5,,Initech,20\n", mapping, "",
        Role.MARKETING).text("importId");
    runAll(importId);
    Answer done = get(PATH + "/" + importId, key(Role.MARKETING));
    assertThat(counts(done)).isEqualTo("5 of 5: 2 created, 0 merged, 0 unchanged, 3 failed");
    assertThat(done.json().at("/links/errors").asString()).isEqualTo(PATH + "/" + importId + "/errors.csv");
    Answer report = get(PATH + "/" + importId + "/errors.csv", key(Role.MARKETING));
    assertThat(report.header("Content-Type")).startsWith("text/csv");
    assertThat(report.header("Content-Disposition")).contains("attachment").contains(importId);
    assertThat(report.body().lines().map(line -> line.split(",", 3)[0]).toList())
        .containsExactly("import line", "3", "4", "5");
    assertThat(report.body()).contains("4,Mail,").contains("5,Size,").contains("'many' is not a whole number");
    assertThat(leads()).isEqualTo(2);
  }

  @Test
  void warningsAreCountedToldByLineAndThoseOfTheMappingOnce() {
    String odd = mapping.replace("\"Size\":\"companySize\"", "\"Size\":\"country\"")
        .replace("}}",
            "},\"signals\":[{\"type\":\"pricing_page_veiw\"},{\"type\":\"pricing_page_view\",\"occurredAt\":\"2190-01-01\"}]}");
    Answer staged = body(HEADER + "1,,Acme,Germny\n2,,Globex,DE\n", odd, "", Role.MARKETING);
    assertThat(staged.status()).as(staged.body()).isEqualTo(202);
    assertThat(staged.json().path("warnings").valueStream().map(warning -> warning.path("field").asString()))
        .containsExactly("signals[0].type", "signals[1].occurredAt");
    assertThat(staged.json().at("/warnings/0/nearest").asString()).isEqualTo("pricing_page_view");
    String importId = staged.text("importId");
    runAll(importId);
    Answer done = get(PATH + "/" + importId, key(Role.MARKETING));
    assertThat(done.json().path("warned").asInt()).isEqualTo(1);
    assertThat(done.text("message")).contains("1 came in with a warning");
    String link = done.json().at("/links/warnings").asString();
    assertThat(link).isEqualTo(PATH + "/" + importId + "/warnings.csv");
    Answer report = get(link, key(Role.MARKETING));
    assertThat(report.header("Content-Type")).startsWith("text/csv");
    assertThat(report.body().lines().toList()).hasSize(2).last().asString().startsWith("2,").contains("did you mean 'Germany'?");
    assertThat(get(link, key(Role.SALES)).status()).isEqualTo(403);
    assertThat(get(PATH, key(Role.MARKETING)).status()).isEqualTo(200);
  }

  @Test
  void unknownImportIsNotFound() {
    assertThat(get(PATH + "/nothing", key(Role.MANAGER)).text("detail")).contains("no import 'nothing'");
    assertThat(get(PATH + "/nothing/errors.csv", key(Role.MANAGER)).status()).isEqualTo(404);
  }

  @Test
  void salesNeitherImportsNorReadsImports() {
    String csv = HEADER + "1,,Acme,150\n";
    String importId = body(csv, mapping, "", Role.MARKETING).text("importId");
    assertThat(body(csv, mapping, "", Role.SALES).status()).isEqualTo(403);
    assertThat(body(csv, mapping, "", Role.MANAGER).status()).isEqualTo(403);
    assertThat(get(PATH + "/" + importId, key(Role.SALES)).status()).isEqualTo(403);
    assertThat(get(PATH + "/" + importId + "/errors.csv", key(Role.SALES)).status()).isEqualTo(403);
    assertThat(get(PATH + "/" + importId, NO_KEY).status()).isEqualTo(401);
  }

  private Answer form(String parts) {
    return call("POST", PATH, key(Role.MARKETING), parts + "--" + BOUNDARY + "--\r\n",
        Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
  }

  private Answer body(String csv, String mapping, String more, Role role) {
    String parameter = "?mapping=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8) + more;
    return call("POST", PATH + parameter, key(role), csv, Map.of("Content-Type", "text/csv"));
  }

  private static String part(String name, @Nullable String fileName, String content) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
        + (fileName == null ? "" : "; filename=\"" + fileName + "\"\r\nContent-Type: application/octet-stream")
        + "\r\n\r\n" + content + "\r\n";
  }

  private void runAll(String importId) {
    ImportProgress progress = batches.importBatch(importId);
    while (!progress.finished()) {
      progress = batches.importBatch(importId);
    }
  }

  private int leads() {
    return count("select count(*) from lead_identity where system = '" + system + "'");
  }

  private static String counts(Answer answer) {
    var json = answer.json();
    return json.path("rowsDone").asInt() + " of " + json.path("rowsTotal").asInt() + ": " + json.path("created").asInt()
        + " created, " + json.path("merged").asInt() + " merged, " + json.path("unchanged").asInt() + " unchanged, "
        + json.path("failed").asInt() + " failed";
  }
}
