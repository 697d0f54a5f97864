package dev.leadloop.feed;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.util.NameTransformer;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.temporal.LeadloopDataConverter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the feed's page says of lines: their names and members as they are written, the words of the sources' docstrings. */
final class FeedKinds {
  private static final Path SOURCES = Path.of("../workflows/src/main/java");
  /** Records of which JSON has other members than the record itself. */
  private static final Map<Class<?>, Class<?>> ON_THE_WIRE = Map.of(Handoff.class, payload("HandoffPayload"));
  /** What a member says wherever it stands, so that no docstring has to repeat it; some of one type alone. */
  private static final Map<String, String> COMMON = Map.ofEntries(
      Map.entry("sequence", "id of the nurture sequence"),
      Map.entry("sequenceVersion", "version of the sequence"),
      Map.entry("occurrence", "which time the lead is in that version of the sequence"),
      Map.entry("step", "id of the step in its sequence"),
      Map.entry("label", "what people read of the step's mail"),
      Map.entry("template", "id of the mail's text"),
      Map.entry("topic", "what it is about"),
      Map.entry("cycle", "number of the handoff in the lead's life, from 1"),
      Map.entry("owner", "id of the rep, or the queue's name"),
      Map.entry("queue", "whether the owner is the queue"),
      Map.entry("rep", "id of the rep"),
      Map.entry("signalType", "type of the signal"),
      Map.entry("signalEventId", "id of the event that brought the signal"),
      Map.entry("eventId", "id of the event"),
      Map.entry("occurredAt", "when it happened, as the signal says"),
      Map.entry("dueAt", "when it was due"),
      Map.entry("until", "until when"),
      Map.entry("since", "since when"),
      Map.entry("at", "when"),
      Map.entry("why", "why, in words"),
      Map.entry("reason", "why: a code, of the policy's catalogue where sales said it"),
      Map.entry("message", "what was wrong, in words"),
      Map.entry("code", "what was wrong, as a code"),
      Map.entry("order", "what was asked for"),
      Map.entry("position", "where the lead stands now"),
      Map.entry("from", "what it was before"),
      Map.entry("to", "what it is now"),
      Map.entry("version", "version of the policy"),
      Map.entry("score", "the score"),
      Map.entry("fit", "points for fit"),
      Map.entry("grade", "letter for the fit"),
      Map.entry("policy", "version of the policy"),
      Map.entry("deadline", "when the answer is due"),
      Map.entry("calendar", "id of the business calendar"),
      Map.entry("amount", "what the deal is said to be worth"),
      Map.entry("currency", "of the amount, as ISO 4217 names it"),
      Map.entry("trigger", "what asks for an answer: the type of a signal, `score`, `review` and the like"),
      Map.entry("slaClass", "id of the SLA class"),
      Map.entry("status", "what holds now"),
      Map.entry("answer", "id of the event that brought the answer"),
      Map.entry("type", "type of the signal"),
      Map.entry("stage", "the stage"),
      Map.entry("accountId", "id of the company"),
      Map.entry("source", "what brought it in"),
      Map.entry("pause", "the pause"),
      Map.entry("rungs", "what happens while nobody answers, with its instants"),
      Map.entry("end", "how it ended"),
      Map.entry("how", "in which way"),
      Map.entry("handoff", "the handoff as it begins"),
      Map.entry("routing", "why it went there"),
      Map.entry("level", "how far the ladder has come"),
      Map.entry("mail", "the mail"),
      Map.entry("result", "what sales reported, such as opportunity, won or lost"),
      Map.entry("action", "what is done"),
      Map.entry("percent", "at how much of the answer time"),
      Map.entry("rung", "which rung of the ladder, from 0"),
      Map.entry("measure", "which number"),
      Map.entry("reached", "what the lead had"),
      Map.entry("asked", "what was asked for"),
      Map.entry("band", "what the numbers make of the lead"),
      Map.entry("state", "its state in the ledger"),
      Map.entry("asksToStop", "whether it does"),
      Map.entry("Pause.reason", "why, in words"),
      Map.entry("Handoff.rungs", "what happens while nobody answers, in order of time"),
      Map.entry("Handoff.nextRung", "index of the rung to fire next; the count of rungs when all have fired"),
      Map.entry("Handoff.tried", "ids of the reps who have had it"),
      Map.entry("Block.from", "its beginning"),
      Map.entry("Block.to", "its end"),
      Map.entry("PastNoted.step", "the step"),
      Map.entry("ContactAsked.dueAt", "by when"),
      Map.entry("SequenceMoved.fromVersion", "version of the sequence in which it stood before"),
      Map.entry("SequenceMoved.why", "why it is at another step than before; null where it is at the step of the same id"),
      Map.entry("SendSettled.sequenceVersion", "version of the mail's sequence; null where that is not known"),
      Map.entry("SendSettled.occurrence", "occurrence of the sequence in which it was ordered; null where that is not known"),
      Map.entry("PassedOn.from", "whose it was"),
      Map.entry("PassedOn.to", "whose it is now"),
      Map.entry("Evidence.trigger", "type of the signal that asked for sales, or `score`, `product`, `account` or `review`"),
      Map.entry("EndedCycle.by", "who ended it, such as `rep:north`"),
      Map.entry("AccountEvidence.roles", "what these people do, each role once"),
      Map.entry("PastStep.amount", "what the deal was said to be worth; null where nobody said, and where a stage has none"),
      Map.entry("PastStep.reason", "a code of the policy's catalogue; null where nobody said, and where a stage has none"),
      Map.entry("turns", "how many leads the rep counts as having had"));

  private final ObjectMapper mapper = LeadloopDataConverter.mapper();
  private final Map<String, JavaType> nested = new TreeMap<>();
  private final Set<String> told = new TreeSet<>();
  private final Set<String> unsaid = new TreeSet<>();

  private static Class<?> payload(String name) {
    try {
      return Class.forName("dev.leadloop.temporal.payload." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Members without a word. */
  Set<String> unsaid() {
    return unsaid;
  }

  /** The tables of kinds, then those of what their members hold. */
  String tables() {
    StringBuilder tables = new StringBuilder();
    for (Class<?> group : JournalEntry.class.getPermittedSubclasses()) {
      tables.append("\n### ").append(docOf(group).sentence())
          .append("\n\n| kind | what it says | members of `entry` |\n|---|---|---|\n");
      for (JsonSubTypes.Type kind : JournalEntry.class.getDeclaredAnnotation(JsonSubTypes.class).value()) {
        if (group.isAssignableFrom(kind.value())) {
          tables.append("| `").append(kind.name()).append("` | ").append(docOf(kind.value()).sentence()).append(" | ")
              .append(members(mapper.constructType(kind.value()))).append(personal(kind.value())).append(" |\n");
        }
      }
    }
    tables.append("\n### What members hold\n\n| what | what it is | its members |\n|---|---|---|\n");
    while (!told.containsAll(nested.keySet())) {
      List.copyOf(nested.keySet()).stream().filter(told::add).forEach(name -> members(nested.get(name)));
    }
    nested.forEach((name, type) -> tables.append("| ").append(name).append(" | ")
        .append(docOf(type.getRawClass()).sentence()).append(" | ").append(members(type)).append(" |\n"));
    return tables.toString();
  }

  /** Which members are there for those alone who may ask for persons, by what the feed itself leaves out. */
  private static String personal(Class<?> kind) {
    Set<String> left = FreeWords.of((JournalEntry) Samples.of(kind));
    return left.isEmpty() ? "" : "<br>With `personal=true` alone: "
        + new TreeSet<>(left).stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private String members(JavaType of) {
    Map<String, String> said = said(of.getRawClass());
    List<String> members = new ArrayList<>();
    written(of).forEach((name, type) -> {
      String words = COMMON.getOrDefault(of.getRawClass().getSimpleName() + "." + name,
          said.getOrDefault(name, COMMON.getOrDefault(name, "")));
      if (words.isEmpty()) {
        unsaid.add(of.getRawClass().getSimpleName() + "." + name);
      }
      members.add("`" + name + "` (" + kind(type) + "): " + words);
    });
    return String.join("<br>", members);
  }

  /** What the docstrings of a record and of the groups within it say of members. */
  private static Map<String, String> said(Class<?> of) {
    Map<String, String> said = new TreeMap<>();
    for (Class<?> group : ON_THE_WIRE.containsKey(of) ? of.getDeclaredClasses() : new Class<?>[0]) {
      said.putAll(docOf(group).members());
    }
    said.putAll(docOf(of).members());
    return said;
  }

  /** The members that JSON has, those of groups that are written at the level of their record among them. */
  Map<String, JavaType> written(JavaType of) {
    JavaType type = mapper.constructType(ON_THE_WIRE.getOrDefault(of.getRawClass(), of.getRawClass()));
    Map<String, JavaType> written = new LinkedHashMap<>();
    for (BeanPropertyDefinition property : mapper.getSerializationConfig().introspect(type).findProperties()) {
      if (!property.hasGetter() && !property.hasField()) {
        continue;
      }
      NameTransformer group = mapper.getSerializationConfig().getAnnotationIntrospector()
          .findUnwrappingNameTransformer(property.getPrimaryMember());
      if (group == null) {
        written.put(property.getName(), property.getPrimaryType());
      } else {
        written(property.getPrimaryType()).forEach((name, one) -> written.put(group.transform(name), one));
      }
    }
    return written;
  }

  /** Every record that the tables tell of, once they are made. */
  List<JavaType> told() {
    List<JavaType> all = new ArrayList<>(nested.values());
    for (JsonSubTypes.Type kind : JournalEntry.class.getDeclaredAnnotation(JsonSubTypes.class).value()) {
      all.add(mapper.constructType(kind.value()));
    }
    return all;
  }

  private String kind(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (type.isCollectionLikeType()) {
      return "list of " + kind(type.getContentType());
    }
    if (type.isMapLikeType()) {
      return "object of " + kind(type.getContentType());
    }
    if (raw.isEnum()) {
      return Arrays.stream(raw.getEnumConstants()).map(one -> mapper.convertValue(one, String.class))
          .collect(Collectors.joining("`, `", "`", "`"));
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return "true or false";
    }
    if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
      return raw == BigDecimal.class ? "amount" : "number";
    }
    if (raw == Instant.class) {
      return "instant";
    }
    if (raw == Duration.class) {
      return "duration, such as PT72H";
    }
    if (raw == LocalDate.class || raw == LocalTime.class) {
      return raw == LocalDate.class ? "day" : "time of day";
    }
    if (raw.getName().startsWith("java.")) {
      return "text";
    }
    nested.putIfAbsent(raw.getSimpleName(), type);
    return raw.getSimpleName();
  }

  private record Doc(String sentence, Map<String, String> members) {}

  private static Doc docOf(Class<?> type) {
    Class<?> outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    String source = read(SOURCES.resolve(outermost.getName().replace('.', '/') + ".java"));
    Matcher found = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\n\\s*)*(?:public |sealed )*(?:record|interface) "
        + type.getSimpleName() + "\\b", Pattern.DOTALL).matcher(source);
    if (!found.find()) {
      throw new AssertionError(type + " has no docstring");
    }
    String[] parts = found.group(1).replaceAll("\\n\\s*\\* ?", " ").replaceAll("\\{@(?:link|code) ([^}]*)}", "`$1`")
        .replaceAll("`[a-zA-Z.]*#([^`]*)`", "`$1`").replaceAll("`dev\\.leadloop[a-zA-Z.]*\\.([A-Z])", "`$1")
        .replace("|", "\\|").replaceAll("\\s+", " ").strip().split(" ?@param ");
    Map<String, String> members = new TreeMap<>();
    Arrays.stream(parts).skip(1).map(part -> part.split(" ", 2)).forEach(part -> members.put(part[0], part[1]));
    return new Doc(parts[0].replaceAll("\\.$", ""), members);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
