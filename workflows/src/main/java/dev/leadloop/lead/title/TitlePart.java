package dev.leadloop.lead.title;

import dev.leadloop.lead.title.TitleWord.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One part of a title, such as "Executive Assistant to the CEO": what stands behind the first "to" says whom or what the
 * post is for, and of what stands before it one word is the post.
 */
final class TitlePart {
  private static final Set<String> ARTICLES =
      Set.of("the", "a", "an", "our", "my", "your", "el", "la", "le", "l", "il", "de", "der", "die");

  /** Whoever is called so behind a learner's name works for learners: a student advisor is no student. */
  private static final Set<String> FOR_LEARNERS =
      Set.of("coordinator", "co ordinator", "officer", "recruiter", "administrator", "specialist", "representative", "ambassador",
          "liaison", "evangelist", "advocate", "consultant", "counsel", "accountant", "planner", "agent", "broker", "therapist",
          "psychologist", "nurse", "worker", "social worker", "librarian");

  /** Whoever is called so behind an owner works for one: a founder's associate founded nothing. */
  private static final Set<String> FOR_OWNERS = Set.of("associate", "fellow", "representative", "rep", "liaison", "advocate");

  /** How those are called who are elected, in whatever language: to preside over students is to lead no company. */
  private static final List<String> ELECTED =
      List.of("presiden", "prasident", "praesident", "chair", "vorsitz", "sprecher", "vorstand", "prezes", "prezident",
          "predseda", "przewodnicz", "voorzitter", "bestuurslid", "ordforande", "puheenjohtaja", "treasurer", "board", "vp");

  /** A referent of a field does its work; one of whom it is said only that they lead serves them. */
  private static final Set<String> REFERENT = Set.of("referent", "referentin");

  /** Behind another word it says of what kind that is, as of a professor; alone, who studies. */
  private static final Set<String> OF_UNIVERSITY = Set.of("universitario", "universitaria");

  private static final String CHIEF = "chief";
  private static final String OFFICER = "officer";
  private static final int CHIEF_TO_OFFICER = 5;

  /** What was found, word by word or phrase by phrase; unknown words are neutral. */
  private final List<TitleWord> found = new ArrayList<>();

  private final List<TitleWord> posts = new ArrayList<>();
  private boolean past;
  private boolean hasObject;
  private final boolean ofStudents;

  /**
   * Finds the posts of one part.
   *
   * @param ofStudents whether the title names a body of students, in this part or another
   */
  TitlePart(String[] words, boolean ofStudents) {
    this.ofStudents = ofStudents;
    for (int i = 0; i < words.length; ) {
      TitleWord word = word(words, i);
      found.add(word);
      i += TitleWords.length(word.phrase());
    }
    if (REFERENT.stream().anyMatch(List.of(words)::contains)) {
      workInField(words);
    }
    int end = end();
    for (int i = 0; i < end; i++) {
      add(i, end);
    }
  }

  private void workInField(String[] words) {
    boolean forLeader = found.stream().map(TitleWord::kind)
        .anyMatch(kind -> kind == Kind.ORGAN || kind == Kind.DEPARTMENT || kind.leadsCompany());
    if (!forLeader && TitleWords.field(words) != null) {
      found.replaceAll(word -> REFERENT.contains(word.phrase()) ? new TitleWord(word.phrase(), Kind.STAFF) : word);
    }
  }

  private static TitleWord word(String[] words, int at) {
    TitleWord chief = words[at].equals(CHIEF) ? chiefOfficer(words, at) : null;
    TitleWord known = chief == null ? TitleWords.at(words, at) : chief;
    return known == null ? new TitleWord(words[at], Kind.NEUTRAL) : known;
  }

  /** A chief officer of whatever kind, however long its name: chief customer success officer. */
  private static @Nullable TitleWord chiefOfficer(String[] words, int at) {
    StringBuilder phrase = new StringBuilder(CHIEF);
    for (int i = at + 1; i < Math.min(words.length, at + CHIEF_TO_OFFICER); i++) {
      TitleWord known = TitleWords.of(words[i]);
      if (known != null && known.kind() == Kind.TO) {
        return null;
      }
      phrase.append(' ').append(words[i]);
      if (words[i].equals(OFFICER)) {
        TitleWord listed = TitleWords.of(phrase.toString());
        return listed == null ? new TitleWord(phrase.toString(), Kind.COMPANY) : listed;
      }
    }
    return null;
  }

  /** Where the words end that say the post. */
  private int end() {
    boolean named = false;
    for (int i = 0; i < found.size(); i++) {
      TitleWord word = found.get(i);
      if (word.kind() == Kind.PAST) {
        past = true;
      }
      if (word.kind() == Kind.TO && (named || i > 0 || !ARTICLES.contains(word.phrase()))) {
        hasObject = true;
        return i;
      }
      named |= word.kind().isPost();
    }
    return found.size();
  }

  private void add(int at, int end) {
    TitleWord word = found.get(at);
    TitleWord next = at + 1 < end ? found.get(at + 1) : null;
    Kind before = at == 0 ? Kind.NEUTRAL : found.get(at - 1).kind();
    if (lowersNext(word, next) || !word.kind().isPost() || isOfSomethingElse(word, next, at, end)) {
      return;
    }
    if (at > 0 && OF_UNIVERSITY.contains(word.phrase())) {
      return;
    }
    if (ofStudents && isElected(word)) {
      posts.add(new TitleWord(word.phrase(), Kind.STAFF));
      return;
    }
    boolean lowered = before == Kind.LOWERS || (at > 0 && lowersNext(found.get(at - 1), word)) || isLoweredBehind(word, next);
    posts.add(lowered ? lowered(word) : word);
  }

  private static boolean isElected(TitleWord word) {
    boolean presides = word.kind() == Kind.COMPANY || word.kind() == Kind.DEPARTMENT;
    return presides && ELECTED.stream().anyMatch(word.phrase()::contains);
  }

  /** An assistant director is a director of less, the assistant of a chief is none. */
  private static boolean lowersNext(TitleWord word, @Nullable TitleWord next) {
    boolean both = word.phrase().equals("assistant") || word.phrase().equals("associate");
    return both && next != null && (next.kind() == Kind.DEPARTMENT || next.kind() == Kind.TEAM);
  }

  /** In the Romance languages a deputy is said behind: directeur adjoint. */
  private static boolean isLoweredBehind(TitleWord word, @Nullable TitleWord next) {
    return word.kind().seniority() != null && next != null && next.kind() == Kind.LOWERS;
  }

  private static TitleWord lowered(TitleWord word) {
    Kind kind =
        switch (word.kind()) {
          case COMPANY, OWN, ORGAN -> Kind.DEPARTMENT;
          case DEPARTMENT -> Kind.TEAM;
          case TEAM -> Kind.STAFF;
          case STAFF, SERVES, ADVISES, STUDY, TRAINEE, ACADEMIC, DEGREE -> word.kind();
          case BODY, LOWERS, THING, MATTER, NEUTRAL, TO, PAST -> word.kind();
        };
    return new TitleWord("deputy " + word.phrase(), kind);
  }

  /** Whether a word is not the post but belongs to what follows: CEO office, founder relations, student success. */
  private boolean isOfSomethingElse(TitleWord word, @Nullable TitleWord next, int at, int end) {
    boolean leads = word.kind().leadsCompany();
    boolean studies = word.kind() == Kind.STUDY || word.kind() == Kind.ACADEMIC;
    if (next == null || !(leads || studies)) {
      return false;
    }
    if (next.kind() == Kind.THING || (studies && next.kind() == Kind.MATTER)) {
      return true;
    }
    for (int i = at + 1; i < end; i++) {
      TitleWord other = found.get(i);
      boolean works = other.kind() == Kind.TEAM || other.kind() == Kind.STAFF;
      boolean adjacentToOwner = word.kind() == Kind.OWN && i == at + 1 && works && !FOR_OWNERS.contains(other.phrase());
      if (other.kind().serves() || (leads && works && !adjacentToOwner)) {
        return true;
      }
      if (studies && (other.kind() == Kind.TEAM || other.kind() == Kind.DEPARTMENT || FOR_LEARNERS.contains(other.phrase()))) {
        return true;
      }
    }
    return false;
  }

  /** The posts that are held: one, where it says what the others are about, else all that are named. */
  List<TitleWord> held() {
    if (past || posts.isEmpty()) {
      return List.of();
    }
    TitleWord first = posts.get(0);
    TitleWord last = posts.get(posts.size() - 1);
    if (first.kind().serves() || last.kind().serves()) {
      return List.of(first.kind().serves() ? first : last);
    }
    if (last.kind().learns() || first.kind().learns()) {
      return List.of(last.kind().learns() ? last : outranking(first));
    }
    boolean organAlone = posts.stream().allMatch(post -> post.kind() == Kind.ORGAN);
    return organAlone ? posts : posts.stream().filter(post -> post.kind() != Kind.ORGAN).toList();
  }

  /** Whoever learns first and leads a company behind it leads one. */
  private TitleWord outranking(TitleWord learner) {
    TitleWord highest = highest();
    return highest.kind().leadsCompany() ? highest : learner;
  }

  private TitleWord highest() {
    TitleWord highest = posts.get(0);
    for (TitleWord post : posts) {
      if (rank(post) > rank(highest)) {
        highest = post;
      }
    }
    return highest;
  }

  private static int rank(TitleWord post) {
    Seniority seniority = post.kind().seniority();
    return seniority == null ? 0 : 1 + seniority.ordinal();
  }

  /** Whether the post is to work for somebody who is named behind it. */
  boolean servesSomebody() {
    return held().stream().anyMatch(held ->
        held.kind() == Kind.SERVES || (held.kind() == Kind.ADVISES && (hasObject || posts.size() > 1)));
  }
}
