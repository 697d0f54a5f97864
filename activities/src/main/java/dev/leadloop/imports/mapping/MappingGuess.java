package dev.leadloop.imports.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file may mean, by the words of its header and by the cells of its first rows: a mapping for somebody
 * to look at and to change, and never one to import by unseen.
 */
public final class MappingGuess {
  /** Whose ids a column holds where nobody says. */
  public static final String SYSTEM = "crm";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final double MOST = 0.8;
  private static final Set<String> UNKNOWN = Set.of("n/a", "N/A", "NULL", "null", "-", "(none)", "none", "None", "Select",
      "unknown");
  /** Patterns of dates that files have, those that cannot be confused first. */
  private static final List<String> PATTERNS = List.of(
      "dd.MM.yyyy", "dd.MM.yyyy HH:mm", "d.M.yyyy", "yyyy/MM/dd", "yyyy/MM/dd HH:mm", "yyyy-MM-dd HH:mm", "dd/MM/yyyy",
          "MM/dd/yyyy",
      "dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm", "d/M/yyyy", "M/d/yyyy", "M/d/yyyy h:mm a", "dd-MM-yyyy", "MMM d, yyyy",
          "d MMM yyyy");

  private static final Map<String, List<String>> WORDS = words();

  private MappingGuess() {}

  private static Map<String, List<String>> words() {
    Map<String, List<String>> words = new LinkedHashMap<>();
    words.put(LeadFields.EMAIL, List.of("email", "emailaddress", "mail", "workemail", "businessemail", "primaryemail", "emailid",
        "emailadresse", "adresseemail", "correo"));
    words.put(LeadFields.EXTERNAL_ID, List.of("id", "contactid", "leadid", "recordid", "externalid", "customerid", "personid",
        "mqlid", "crmid", "contactrecordid"));
    words.put("firstName", List.of("firstname", "first", "givenname", "forename", "vorname", "prenom"));
    words.put("lastName", List.of("lastname", "last", "surname", "familyname", "nachname", "nom"));
    words.put("company", List.of("company", "companyname", "organisation", "organization", "account", "accountname", "employer",
        "firma", "unternehmen", "societe", "business"));
    words.put("title", List.of("title", "jobtitle", "position", "jobposition", "jobrole", "currentoccupation", "occupation"));
    words.put(LeadFields.COMPANY_SIZE, List.of("companysize", "employees", "numberofemployees", "noofemployees", "employeecount",
        "headcount", "size", "mitarbeiter"));
    words.put("industry", List.of("industry", "sector", "branche", "vertical"));
    words.put(LeadFields.COUNTRY, List.of("country", "countryregion", "countrycode", "land", "pays", "mailingcountry"));
    words.put(LeadFields.TIME_ZONE, List.of("timezone", "tz"));
    words.put("source", List.of("source", "leadsource", "originalsource", "utmsource", "origin", "leadorigin", "quelle"));
    words.put("campaign", List.of("campaign", "utmcampaign", "campaignname", "kampagne"));
    words.put("content", List.of("content", "utmcontent", "asset", "landingpageid", "landingpage"));
    words.put("channel", List.of("channel", "medium", "utmmedium", "kanal"));
    words.put(LeadFields.TOUCHED_AT, List.of("createdat", "createdate", "created", "createddate", "datecreated", "firstseen",
        "firstcontactdate", "firstcontact", "signupdate", "dateadded", "leaddate", "registrationdate"));
    words.put(LeadFields.DO_NOT_EMAIL, List.of("donotemail", "optedout", "optout", "emailoptout", "unsubscribed",
        "hasoptedoutofemail", "unsubscribedfromallemail", "optedoutofemail"));
    words.put("past:mql", List.of("mqldate", "becamemql", "mqlat", "becameamarketingqualifiedleaddate"));
    words.put("past:sql", List.of("sqldate", "becamesql", "sqlat", "becameasalesqualifiedleaddate"));
    words.put("past:opportunity", List.of("opportunitydate", "opportunitycreated", "becameanopportunitydate", "dealcreated"));
    words.put("past:won", List.of("wondate", "wonat", "wonon", "becameacustomerdate", "customersince", "closedwondate"));
    words.put("past:lost", List.of("lostdate", "lostat", "loston", "closedlostdate"));
    words.put("amount", List.of("amount", "dealamount", "dealvalue", "dealsize", "revenue", "value", "deal", "umsatz"));
    words.put("currency", List.of("currency", "currencycode", "dealcurrency", "waehrung"));
    return words;
  }

  /**
   * A mapping as the call takes one.
   *
   * @param rows cells of some of the rows; none where only the header is known
   * @param separator between two cells
   */
  public static ObjectNode of(Header header, List<List<String>> rows, char separator) {
    Map<String, String> meant = meant(header, rows);
    ObjectNode mapping = JSON.objectNode();
    if (meant.containsKey(LeadFields.EXTERNAL_ID)) {
      mapping.put("system", SYSTEM);
    }
    ObjectNode columns = mapping.putObject("columns");
    ArrayNode history = JSON.arrayNode();
    meant.forEach((target, column) -> {
      String format = isTime(target) ? formatOf(cells(header, rows, column)) : null;
      if (target.startsWith("past:")) {
        history.add(step(target, column, format, meant));
      } else if (!target.equals("amount") && !target.equals("currency")) {
        columns.set(column, format == null ? JSON.textNode(target) : JSON.objectNode().put("field", target)
            .put("format", format));
      }
    });
    if (!history.isEmpty()) {
      mapping.set("history", history);
    }
    unknown(rows, mapping);
    if (separator != ',') {
      mapping.put("separator", String.valueOf(separator));
    }
    return mapping;
  }

  /** The pattern under which all of the cells are dates; null for ISO 8601, or where there is none. */
  public static @Nullable String formatOf(List<String> cells) {
    if (cells.isEmpty() || all(cells, null)) {
      return null;
    }
    return PATTERNS.stream().filter(pattern -> all(cells, pattern)).findFirst().orElse(null);
  }

  /** Whether the cells are dates with the day first and with the month first alike, so that nobody can tell which is meant. */
  public static boolean eitherWayAround(List<String> cells, @Nullable String format) {
    return format != null && (format.startsWith("dd/MM") && all(cells, format.replace("dd/MM", "MM/dd"))
        || format.startsWith("d/M/") && all(cells, format.replace("d/M/", "M/d/")));
  }

  private static boolean all(List<String> cells, @Nullable String pattern) {
    try {
      cells.forEach(cell -> Dates.parse(cell, pattern, ZoneOffset.UTC));
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static Map<String, String> meant(Header header, List<List<String>> rows) {
    Map<String, String> meant = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    Set<String> once = once(header);
    WORDS.forEach((target, words) -> words.stream()
        .flatMap(word -> once.stream().filter(column -> plain(column).equals(word)))
        .filter(column -> fits(target, cells(header, rows, column)))
        .findFirst()
        .filter(taken::add)
        .ifPresent(column -> meant.put(target, column)));
    if (!meant.containsKey(LeadFields.EMAIL) && !rows.isEmpty()) {
      once.stream().filter(column -> !taken.contains(column) && addresses(cells(header, rows, column)))
          .findFirst().ifPresent(column -> meant.put(LeadFields.EMAIL, column));
    }
    return meant;
  }

  /** A column that is called like something and holds something else is left to whoever looks. */
  private static boolean fits(String target, List<String> cells) {
    if (cells.isEmpty()) {
      return true;
    }
    if (target.equals(LeadFields.EMAIL)) {
      return addresses(cells);
    }
    return !isTime(target) || all(cells, null) || formatOf(cells) != null;
  }

  private static boolean addresses(List<String> cells) {
    long found = cells.stream().filter(cell -> cell.indexOf('@') > 0 && cell.lastIndexOf('.') > cell.indexOf('@')).count();
    return !cells.isEmpty() && found >= MOST * cells.size();
  }

  private static boolean isTime(String target) {
    return target.equals(LeadFields.TOUCHED_AT) || target.startsWith("past:");
  }

  private static ObjectNode step(String target, String column, @Nullable String format, Map<String, String> meant) {
    ObjectNode step = JSON.objectNode().put("stage", target.substring("past:".length()));
    ObjectNode at = step.putObject("at").put("column", column);
    if (format != null) {
      at.put("format", format);
    }
    String amount = meant.get("amount");
    String currency = meant.get("currency");
    if (amount != null && currency != null && (target.equals("past:won") || target.equals("past:opportunity"))) {
      step.putObject("amount").put("column", amount);
      step.putObject("currency").put("column", currency);
    }
    return step;
  }

  private static void unknown(List<List<String>> rows, ObjectNode mapping) {
    Set<String> found = new HashSet<>();
    rows.forEach(row -> row.stream().map(String::strip).filter(UNKNOWN::contains).forEach(found::add));
    if (!found.isEmpty()) {
      ArrayNode words = mapping.putArray("unknown");
      found.stream().sorted().forEach(words::add);
    }
  }

  /** The columns that can be mapped: those that have a name, and one that no other has. */
  private static Set<String> once(Header header) {
    Map<String, Integer> times = new HashMap<>();
    header.names().forEach(name -> times.merge(name, 1, Integer::sum));
    Set<String> once = new LinkedHashSet<>(header.names());
    once.removeIf(name -> name.isEmpty() || times.getOrDefault(name, 0) > 1);
    return once;
  }

  /** The cells of a column that say something. */
  public static List<String> cells(Header header, List<List<String>> rows, String column) {
    int place = header.indexOf(column);
    return rows.stream().filter(row -> place >= 0 && place < row.size()).map(row -> row.get(place).strip())
        .filter(cell -> !cell.isEmpty() && !UNKNOWN.contains(cell)).toList();
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
