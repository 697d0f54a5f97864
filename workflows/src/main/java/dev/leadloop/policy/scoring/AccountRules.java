package dev.leadloop.policy.scoring;

import java.time.Duration;
import java.util.List;

/**
 * What the company behind a lead is worth.
 *
 * @param cap greatest account score
 */
public record AccountRules(List<AccountRule> rules, int cap) {
  /** No points for any company. */
  public static final AccountRules NONE = new AccountRules(List.of(), 0);

  /**
   * Points given once while each sign is there.
   *
   * @param label what a person reads, such as "two people active"
   */
  public record AccountRule(String id, List<Sign> signs, int points, String label) {
    public AccountRule {
      signs = List.copyOf(signs);
    }
  }

  /** One thing about a company that can be asked for. */
  public sealed interface Sign {
    /** At least so many people of the company are active. */
    record PeopleActive(int atLeast) implements Sign {}

    /**
     * People of at least so many different roles are active.
     *
     * @param of the roles that count, by their labels; empty for all
     */
    record RolesActive(List<String> of, int atLeast) implements Sign {
      public RolesActive {
        of = List.copyOf(of);
      }
    }

    /** Others of the company did things of these types at least so often within the time before now. */
    record AskedByOthers(List<String> types, int atLeast, Duration within) implements Sign {
      public AskedByOthers {
        types = List.copyOf(types);
      }
    }

    /**
     * The company researches one of the topics, told within the time before now.
     *
     * @param topics without regard to case; empty for any
     * @param score least strength, on the scale of whoever told it
     */
    record IntentSurge(List<String> topics, int score, Duration within) implements Sign {
      public IntentSurge {
        topics = List.copyOf(topics);
      }
    }
  }

  public AccountRules {
    rules = List.copyOf(rules);
  }
}
