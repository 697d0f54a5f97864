package dev.leadloop.lead;

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

  private OwnSignals() {}
}
