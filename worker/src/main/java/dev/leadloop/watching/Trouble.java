package dev.leadloop.watching;

/**
 * What can be wrong with what a process stands on. Its words name settings and never what they are set to: anybody may read them.
 */
public enum Trouble {
  DATABASE_AWAY(
      "The database does not answer: nothing can be taken in. See that PostgreSQL runs and that leadloop.database.url, .username"
          + " and .password are right; the log says more."),
  TABLES_BEHIND(
      "The database has older tables than this version needs, as after an older backup was put back. Start this version anew: it"
          + " brings them up to date."),
  TEMPORAL_AWAY(
      "Temporal does not answer: leads, events and answers are taken and wait. See that it runs and that leadloop.temporal.target"
          + " is its address."),
  TEMPORAL_REFUSES(
      "Temporal refuses who asks: leads, events and answers are taken and wait. See that leadloop.temporal.api-key or"
      + " .client-cert"
          + " and .client-key are valid and not out of date."),
  NAMESPACE_MISSING(
      "Temporal has no namespace of that name: leads, events and answers are taken and wait. Make the one that"
          + " leadloop.temporal.namespace names, or allow a worker to make it."),
  MAIL_REFUSED(
      "The mail server refuses our name, password, key or sender: mails wait. See leadloop.smtp.username and .password, or"
          + " leadloop.sendgrid.api-key and the verified sender, then send a test mail."),
  DISK_NEARLY_FULL(
      "The disk of the data folder (leadloop.home) is nearly full: files, and a database or Temporal kept there, will soon fail."
          + " Free some space.");

  private final String words;

  Trouble(String words) {
    this.words = words;
  }

  /** What is wrong, what that means and what to do. */
  public String words() {
    return words;
  }
}
