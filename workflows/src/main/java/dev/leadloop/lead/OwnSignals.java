package dev.leadloop.lead;

import java.util.Set;

/** Types of the signals that we record ourselves, of mails and of visits; all others are named by who reports them. */
public final class OwnSignals {
  public static final String EMAIL_OPEN = "email_open";
  public static final String EMAIL_CLICK = "email_click";
  public static final String EMAIL_REPLY = "email_reply";

  /** An answer that says no. */
  public static final String EMAIL_REPLY_NEGATIVE = "email_reply_negative";

  /** An answer that asks for no more mail. */
  public static final String EMAIL_REPLY_STOP = "email_reply_stop";

  public static final String OUT_OF_OFFICE = "out_of_office";

  /** An automatic answer says that the person does not work there any more. */
  public static final String LEFT_COMPANY = "left_company";

  public static final String SESSION_START = "session_start";

  /** A visit of a page that the site says nothing of. */
  public static final String PAGE_VIEW = "page_view";

  /** How long a page was looked at, in {@code seconds}. */
  public static final String TIME_ON_PAGE = "time_on_page";

  /** Somebody new of the lead's company came in or became active. */
  public static final String STAKEHOLDER_ADDED = "stakeholder_added";

  /** A third party tells that the lead's company researches a topic. */
  public static final String INTENT_SURGE = "intent_surge";

  /**
   * Types by which nobody of a company is active: machines open mails and answer them, and what a third party or we tell a
   * lead of its company is nobody's doing.
   */
  public static final Set<String> SAY_NOTHING_OF_A_COMPANY =
      Set.of(EMAIL_OPEN, EMAIL_REPLY_NEGATIVE, EMAIL_REPLY_STOP, OUT_OF_OFFICE, LEFT_COMPANY, STAKEHOLDER_ADDED,
          INTENT_SURGE);

  /** Types of what a third party or we tell a lead of its company: the lead neither said nor did it. */
  public static final Set<String> NOT_THE_LEADS = Set.of(STAKEHOLDER_ADDED, INTENT_SURGE);

  private OwnSignals() {}
}
