package dev.leadloop.console.accounts;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.accounts.AccountDesk;
import dev.leadloop.accounts.AccountDesk.Asked;
import dev.leadloop.accounts.AccountDesk.Found;
import dev.leadloop.accounts.AccountDesk.Scored;
import dev.leadloop.accounts.AliasDesk;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.OrderForm;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.intent.IntentFileStore;
import dev.leadloop.intent.IntentFileStore.IntentFileRow;
import dev.leadloop.intent.SurgeFields;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The accounts at a glance: how many people are active, what the company reads up on, what it is worth. */
@Controller
class AccountListController extends ConsolePages {
  private static final int SHOWN = 50;
  private static final int TOPICS = 3;
  private static final int FILES = 5;

  private final AccountDesk desk;
  private final IntentFileStore files;
  private final Clock clock;

  AccountListController(AccountDesk desk, IntentFileStore files, Clock clock) {
    this.desk = desk;
    this.files = files;
    this.clock = clock;
  }

  /**
   * An account in the list.
   *
   * @param people such as "3 of 12 active"; what nobody counted is not said to be 0
   * @param topics the strongest, such as "crm software 83"
   */
  record Line(String id, String name, String key, String people, String topics, String score) {
    static Line of(Scored scored) {
      AccountEvidence evidence = scored.account().evidence();
      int all = scored.account().people();
      return new Line(
          scored.account().accountId(), scored.account().name(),
          scored.account().name().equals(scored.account().key()) ? "" : scored.account().key(),
          people(all, evidence),
          evidence == null ? "" : topics(evidence, TOPICS),
          scored.score().points() == 0 ? "" : String.valueOf(scored.score().points()));
    }

    private static String people(int all, @Nullable AccountEvidence evidence) {
      if (all == 0) {
        return "none yet";
      }
      if (evidence != null) {
        return evidence.peopleActive() + " of " + all + " active";
      }
      return all == 1 ? "1, counted once there are two" : all + ", not counted yet";
    }

    private static String topics(AccountEvidence evidence, int most) {
      List<String> strongest = evidence.surges().stream()
          .sorted(Comparator.comparingInt(AccountEvidence.Surge::score).reversed()).limit(most)
          .map(surge -> surge.topic() + " " + surge.score()).toList();
      int more = evidence.surges().size() - strongest.size();
      return String.join(", ", strongest) + (more > 0 ? " and " + more + " more" : "");
    }
  }

  /** A file of intent that came, in words. */
  record FileLine(String name, String source, When received, String counts, boolean finished) {
    static FileLine of(IntentFileRow file, PageTimes times) {
      return new FileLine(
          file.name(), file.source(), times.at(file.receivedAt()),
          (file.counts().rows() == 1 ? "1 row" : file.counts().rows() + " rows")
              + (file.counts().failed() == 0 ? "" : ", " + file.counts().failed() + " could not be taken"),
          file.finishedAt() != null);
    }
  }

  @GetMapping("/accounts")
  String list(
      @RequestParam(required = false) @Size(max = 200) @Nullable String search,
      @RequestParam(required = false) @Min(1) @Max(1_000_000) @Nullable Integer active,
      @RequestParam(required = false) @Min(1) @Max(1_000_000) @Nullable Integer score,
      @RequestParam(required = false) @Size(max = SurgeFields.TOPIC) @Nullable String topic,
      @RequestParam(defaultValue = "active") String sort,
      @RequestParam(required = false) @Pattern(regexp = "|" + AliasDesk.ID_FORM, message = "is not an account's id")
          @Nullable String after,
      Model model,
      Caller caller) {
    String sought = OrderForm.given(search);
    String about = OrderForm.given(topic);
    Found found = desk.list(
        new Asked(sought, active, score, about, Asked.sorted(sort), OrderForm.given(after), SHOWN), caller);
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    model.addAttribute("accounts", found.accounts().stream().map(Line::of).toList());
    model.addAttribute("after", found.next());
    model.addAttribute("search", sought);
    model.addAttribute("topic", about);
    model.addAttribute("active", active);
    model.addAttribute("score", score);
    model.addAttribute("sort", sort);
    model.addAttribute("sorts", AccountDesk.SORTS);
    model.addAttribute("narrowed", sought != null || about != null || active != null || score != null);
    model.addAttribute("files", caller.role() == Role.SALES ? List.of()
        : files.newest(FILES).stream().map(file -> FileLine.of(file, times)).toList());
    return "accounts";
  }

  @GetMapping("/accounts.csv")
  void export(
      @RequestParam(required = false) @Size(max = 200) @Nullable String search,
      @RequestParam(required = false) @Min(1) @Max(1_000_000) @Nullable Integer active,
      @RequestParam(required = false) @Min(1) @Max(1_000_000) @Nullable Integer score,
      @RequestParam(required = false) @Size(max = SurgeFields.TOPIC) @Nullable String topic,
      @RequestParam(defaultValue = "active") String sort,
      HttpServletResponse response,
      Caller caller) throws IOException {
    String sought = OrderForm.given(search);
    String about = OrderForm.given(topic);
    new ListCsv<Scored>(
        "accounts",
        List.of("account_id", "name", "key", "people", "people_active", "reads_up_on", "score"),
        scored -> {
          AccountEvidence evidence = scored.account().evidence();
          return Stream.of(scored.account().accountId(), scored.account().name(), scored.account().key(),
              scored.account().people(), evidence == null ? null : evidence.peopleActive(),
              evidence == null ? null : Line.topics(evidence, Integer.MAX_VALUE), scored.score().points());
        })
        .send(
            after -> {
              Found found = desk.list(
                  new Asked(sought, active, score, about, Asked.sorted(sort), after, ListCsv.AT_A_TIME), caller);
              return new ListCsv.Part<>(found.accounts(), found.next());
            },
            response);
  }
}
