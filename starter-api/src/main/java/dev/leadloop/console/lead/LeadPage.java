package dev.leadloop.console.lead;

import dev.leadloop.advice.NextQuestion;
import dev.leadloop.advice.Outlook;
import dev.leadloop.console.Answering;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.console.accounts.AccountPage;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.words.NoMail;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.view.LeadReadStore.Current;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of one lead shows, in words.
 *
 * @param status null before the first decision
 * @param level how far its answer time has come; null where none runs
 * @param next what happens next by itself; null where nothing is due
 * @param then what would come behind that
 * @param clock whose clock times are told by, such as "New York time"
 * @param because why things stand as they do
 * @param held mail held back
 * @param waiting what came in and is not decided yet
 * @param doubts answers that may ask to stop, of which somebody is to say whether they do
 * @param deal what sales made of it, such as "Opportunity, 12000 EUR"; null before
 * @param score the five scores by now, and what the last decision wrote down; null before the first
 * @param handoff what sales is told of the open or latest handoff; null before the first
 * @param standing why the lead stands still; null where it does not
 * @param account null where nothing tells the lead's company
 * @param ahead what would make it ready
 * @param times puts the instants of the handoff into words
 * @param people calls reps by their names
 * @param history address of the workflow's history; null where Temporal's UI is not known
 */
record LeadPage(
    String id,
    Who who,
    @Nullable Status status,
    LifeLine life,
    @Nullable When deadline,
    @Nullable String level,
    @Nullable Next next,
    List<Next> then,
    String clock,
    List<String> because,
    List<Held> held,
    List<Held> waiting,
    List<SalesTask> tasks,
    List<Fact> facts,
    Timeline timeline,
    @Nullable String history,
    Answering answering,
    LeadActs acts,
    List<Doubt> doubts,
    @Nullable String deal,
    @Nullable HandoffRecord handoff,
    @Nullable ShownScores score,
    SentMails mails,
    ConsentCard consent,
    PageTimes times,
    People people,
    AttentionController.@Nullable StandingLead standing,
    boolean mayRetry,
    @Nullable Account account,
    Ahead ahead) {

  /**
   * Who it is.
   *
   * @param name the person, or what stands in where the name is not known
   * @param role title and company; empty where neither is known
   * @param owner null where nobody owns it
   * @param segment the policy's segments that it belongs to; empty for none
   * @param source what brought it to us first
   * @param forgotten when the person was forgotten; null where not
   */
  record Who(
      String name,
      String role,
      @Nullable String company,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String owner,
      String segment,
      @Nullable String source,
      @Nullable String forgotten,
      Known known) {
    /** The number as a telephone takes it. */
    public String dial() {
      return phone == null ? ""
          : phone.chars().filter(sign -> sign == '+' || sign >= '0' && sign <= '9')
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
  }

  /** Facts as a form that corrects them shows them; null where they are not known. */
  record Known(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String title,
      @Nullable String country,
      @Nullable String timeZone) {}

  /**
   * The company whose people count together with the lead.
   *
   * @param people others of it that whoever looks may look at
   * @param morePeople whether there are more than these
   * @param elsewhere whether what was found of it counts for another of its leads
   * @param countsFor that lead; null where whoever looks may not look at it
   */
  record Account(
      String id,
      String name,
      List<AccountPage.Person> people,
      boolean morePeople,
      boolean elsewhere,
      @Nullable String countsFor,
      List<AccountPage.Active> active,
      String more) {}

  /**
   * Where the lead stands by the last decision.
   *
   * @param review why a person is to look at it; null where nobody is
   * @param qualifiedBy such as PQL, or "asked for sales"; null where it is not ready
   * @param parkedUntil until when it is left alone; null where it is not
   * @param noMail why it gets no mail; null where it does
   */
  record Status(
      String stage,
      int score,
      int fit,
      String grade,
      @Nullable String review,
      @Nullable String qualifiedBy,
      @Nullable When parkedUntil,
      @Nullable String noMail) {
    static Status of(Current current, PageTimes times) {
      LeadView view = current.view();
      return new Status(
          view.stage().words(), view.score().score(), view.score().fit(), view.score().grade(),
          view.review() == null ? null : Sentences.review(view.review()),
          current.qualifiedBy(), times.atOrNull(view.parkedUntil()),
          NoMail.why(view.noMail().suppressed(), view.noMail().withheld()));
    }
  }

  /**
   * What would make the lead ready, and what stands against it.
   *
   * @param hindrances a sentence each
   * @param ask what to ask it next; null where no answer would change anything
   */
  record Ahead(List<Goal> goals, List<String> hindrances, @Nullable Ask ask) {
    static Ahead of(Outlook outlook, Optional<NextQuestion> ask, boolean elsewhere, PageTimes times) {
      return new Ahead(
          outlook.goals().stream().map(goal -> Goal.of(goal, elsewhere)).toList(),
          outlook.hindrances().stream().map(one -> times.inWords(one.text())).toList(),
          ask.map(one -> new Ask(one.question().ask(), one.because())).orElse(null));
    }
  }

  /**
   * One stage before it.
   *
   * @param missing such as "score 35 of 60"; empty where points are not what it lacks
   * @param ways a line for each way to it, where the policy has several
   */
  record Goal(String to, String missing, List<Step> steps, List<String> ways) {
    static Goal of(Outlook.Goal goal, boolean elsewhere) {
      return new Goal(
          goal.to().words(),
          goal.missing().stream().map(Outlook.Missing::inWords).collect(Collectors.joining(", ")),
          goal.steps().stream().map(step -> new Step(step.inWords(), step.changeInWords(goal.to()))).toList(),
          goal.ways().size() < 2 ? List.of() : goal.ways().stream().map(way -> inWords(way, elsewhere)).toList());
    }

    private static String inWords(Outlook.Way way, boolean elsewhere) {
      return elsewhere && way.by() == QualifiedBy.ACCOUNT
          ? way.by().inWords() + ": that counts for another of its people"
          : way.inWords();
    }
  }

  /** A question, and why it is worth asking. */
  record Ask(String question, String because) {}

  /** What would do, and what it makes of the numbers. */
  record Step(String what, String change) {}

  /** What happens next by itself. */
  record Next(String what, When when) {
    static Next of(Due due, People people, PageTimes times) {
      return new Next(people.inWords(due.label()), times.at(due.at()));
    }
  }

  /** Something that stands still, and since when. */
  record Held(String what, When when) {}

  /**
   * An answer that may ask to stop.
   *
   * @param text what was written; empty where there was nothing to read
   * @param settles whether whoever looks may say what was meant
   */
  record Doubt(long id, String text, When when, boolean settles) {}

  /** One thing known of the person or the company. */
  record Fact(String name, String value) {}
}
