package dev.leadloop.email.address;

import dev.leadloop.lead.MailDomains;
import dev.leadloop.text.VisibleText;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mail domain as people write it: plain, with the @ before it, or as the address of a website. */
public final class WrittenDomain {
  private static final int LONGEST = 2_000;
  private static final Pattern BEFORE_HOST =
      Pattern.compile("^(?:https?://|@)?(?:www\\.(?=[^./?#:]+\\.[^./?#:]))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern BEHIND_HOST = Pattern.compile("[/?#:]");

  private WrittenDomain() {}

  /** The domain in the form that stands behind the @ of an address in its one form; empty where it is none. */
  public static Optional<String> of(String given) {
    return EmailAddresses.normalise("x@" + host(given)).map(MailDomains::domainOf);
  }

  /** Why it is none and what to write, to be read after what it is called. */
  public static String fault(String given) {
    return EmailAddresses.isReadTwoWays(host(given))
        ? "has a letter, such as the German sharp s, that older rules for domains turn into others and so into somebody else's"
            + " domain; give it as it is registered, in the form that begins with xn--"
        : "is no domain; give one like acme.example";
  }

  private static String host(String given) {
    String written = VisibleText.trim(given);
    String host = written.length() > LONGEST ? "" : BEHIND_HOST.split(BEFORE_HOST.matcher(written).replaceFirst(""), 2)[0];
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
