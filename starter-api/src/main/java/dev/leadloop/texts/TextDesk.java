package dev.leadloop.texts;

import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.email.saved.MailTexts;
import dev.leadloop.email.saved.MailTexts.InForce;
import dev.leadloop.email.saved.MailTexts.Version;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.TextFault;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.lead.LeadId;
import dev.leadloop.naming.NearestName;
import dev.leadloop.nurturing.TestSends;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.Caller;
import dev.leadloop.sending.MailValues;
import dev.leadloop.text.VisibleText;
import dev.leadloop.users.User;
import dev.leadloop.users.UserStore;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at texts, tries them, saves them and gives them back to files; who did so is put on record in the same transaction. */
@Component
public class TextDesk {
  /** What a text may be long at most, in characters. */
  public static final int LONGEST = 20_000;

  private static final int LONGEST_NOTE = 300;

  private final MailTexts texts;
  private final TextTrial trial;
  private final PolicyCatalog policies;
  private final LeadStore leads;
  private final UserStore users;
  private final TestSends tests;
  private final AuditStore audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  TextDesk(
      MailTexts texts, EmailComposer composer, PolicyCatalog policies, LeadStore leads, UserStore users, TestSends tests,
      AuditStore audit, TransactionTemplate transaction, InstantSource clock) {
    this.texts = texts;
    this.trial = new TextTrial(texts, composer);
    this.policies = policies;
    this.leads = leads;
    this.users = users;
    this.tests = tests;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Every text in force, by id. */
  public List<InForce> all() {
    return texts.inForce();
  }

  /** The text in force of that id; ends the call where there is none. */
  public InForce find(String id) {
    return found(id).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no such text of a mail. "
            + NearestName.to(id, texts.ids()).map(nearest -> "Did you mean '" + TextNames.name(nearest) + "'? ").orElse("")
            + "GET /api/v1/templates lists them."));
  }

  /** What can be no name of a text is not looked for. */
  private Optional<InForce> found(String id) {
    return texts.hasFile(id) || TextNames.fit(id) ? texts.find(id) : Optional.empty();
  }

  /** Every version of a text, the newest first. */
  public List<Version> versions(String id) {
    return texts.hasFile(id) || TextNames.fit(id) ? texts.versions(id) : List.of();
  }

  /** Whether a file has a text of that id too. */
  public boolean hasFile(String id) {
    return texts.hasFile(id);
  }

  /** The steps of the published policy that send it. */
  public List<TextUse> uses(String id) {
    return TextUse.of(policies.latest(), id);
  }

  /** The address of whoever asks; null for whoever came by a key. */
  public @Nullable String own(Caller caller) {
    Caller.Person person = caller.person();
    return person == null ? null : users.find(person.handle()).map(User::email).orElse(null);
  }

  /**
   * What a text would come to.
   *
   * @param lead id or address of the lead to fill it with; blank for an invented one
   */
  public TextPreview preview(String id, String source, String lead) {
    return trial.of(id, source, lead.isBlank() ? TestSends.sample() : MailValues.of(lead(lead.strip())));
  }

  private LeadRecord lead(String asked) {
    Optional<LeadId> id = LeadId.isOne(asked)
        ? Optional.of(new LeadId(asked)) : EmailAddresses.normalise(asked).flatMap(leads::byAddress);
    return id.flatMap(leads::find).orElseThrow(() -> FieldError.in(
        "lead", "is neither the id nor the address of a lead that is known; take it from the list of leads, or leave it empty"));
  }

  /**
   * A text that was saved.
   *
   * @param changed false where it was in force already
   */
  public record Saved(int version, boolean changed) {}

  /**
   * Saves a text. It is in force for every mail that is written from then on, in every process.
   *
   * @param before the number of the version that it was written from; null for a file's without a number, or a new text
   */
  public Saved save(String id, String source, @Nullable Integer before, @Nullable String note, Caller caller) {
    String text = plain(source);
    String said = note(note);
    if (!texts.hasFile(id) && !TextNames.fit(id)) {
      throw FieldError.in("name", "of a new text has two or more parts of small letters, digits and dashes, such as"
          + " nurture:5-offer, and no more than 100 characters");
    }
    check(id, text);
    Integer last = found(id).map(InForce::version).orElse(null);
    Optional<Integer> saved = Objects.requireNonNull(transaction.execute(status -> {
      Optional<Integer> number = texts.save(id, text, before, caller.principal(), said, clock.instant());
      number.filter(one -> !one.equals(last)).ifPresent(one -> write(caller, "template_saved", id, one, said));
      return number;
    }));
    int version = saved.orElseThrow(() -> Problem.REFUSED.because(
        "Nothing was saved: somebody else saved this text meanwhile. Look at the version in force, and save yours again upon"
            + " it."));
    return new Saved(version, !Objects.equals(version, last));
  }

  /** Has the file's text in force again; ends the call where it is, or where there is no file. */
  public void giveBack(String id, @Nullable String note, Caller caller) {
    find(id);
    if (!texts.hasFile(id)) {
      throw Problem.REFUSED.because("Nothing was changed: no file has a text of this name.");
    }
    String said = note(note);
    Optional<Integer> done = Objects.requireNonNull(transaction.execute(status -> {
      Optional<Integer> number = texts.giveBack(id, caller.principal(), said, clock.instant());
      number.ifPresent(one -> write(caller, "template_given_back", id, one, said));
      return number;
    }));
    if (done.isEmpty()) {
      throw Problem.REFUSED.because("Nothing was changed: the file's text is in force.");
    }
  }

  /** Sends a text, as it was never saved perhaps, to one of our own people. */
  public TestSends.Sent test(String id, String source, String lead, String to, Caller caller) {
    String text = plain(source);
    check(id, text);
    TextPreview preview = preview(id, text, lead);
    try {
      return tests.text(Objects.requireNonNull(preview.mail()), to, own(caller));
    } catch (IllegalArgumentException refused) {
      throw FieldError.in("to", "cannot be sent to: " + refused.getMessage());
    }
  }

  private void check(String id, String text) {
    List<TextFault> faults = trial.of(id, text, TestSends.sample()).faults();
    if (!faults.isEmpty()) {
      StringBuilder words = new StringBuilder("cannot be sent:");
      faults.forEach(fault -> words.append(fault.line() > 0 ? " line " + fault.line() + ": " : " ").append(fault.words()));
      throw FieldError.in("source", words.toString());
    }
  }

  private static String plain(String source) {
    if (source.length() > LONGEST) {
      throw FieldError.in("source", "is longer than " + LONGEST + " characters");
    }
    String text = source.replace("\r\n", "\n");
    refuseControls("source", text);
    return text;
  }

  private static @Nullable String note(@Nullable String note) {
    String said = note == null ? "" : VisibleText.trim(note);
    if (said.length() > LONGEST_NOTE) {
      throw FieldError.in("note", "is longer than " + LONGEST_NOTE + " characters");
    }
    refuseControls("note", said);
    return said.isEmpty() ? null : said;
  }

  /** What nobody sees in a text would be sent, and the database keeps no NUL. */
  private static void refuseControls(String field, String text) {
    if (text.chars().anyMatch(one -> Character.isISOControl(one) && one != '\n' && one != '\t')) {
      throw FieldError.in(field, "holds a control character; take it out, it may have come with a copied text");
    }
  }

  private void write(Caller caller, String action, String id, int version, @Nullable String note) {
    Map<String, Object> detail = new LinkedHashMap<>(Map.of("version", version));
    if (note != null) {
      detail.put("note", note);
    }
    audit.add(clock.instant(), new Change(caller.principal(), action, "template/" + id, detail));
  }

  /** What a text of that id may name. */
  public static EmailTemplates.Named named(String id) {
    return EmailTemplates.named(id);
  }
}
