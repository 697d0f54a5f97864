package dev.leadloop.store;

import dev.leadloop.lead.EmailKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the domain of an address says about who uses it. */
final class EmailKinds {
  private static final Set<String> FREE =
      Set.of(
          "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "yahoo.co.in", "yahoo.com.br", "ymail.com",
          "hotmail.com", "hotmail.co.uk", "hotmail.fr", "outlook.com", "live.com", "msn.com", "aol.com", "icloud.com",
          "me.com", "mac.com", "gmx.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "freenet.de", "mail.com",
          "mail.ru", "yandex.com", "yandex.ru", "proton.me", "protonmail.com", "zoho.com", "rediffmail.com", "qq.com",
          "163.com", "126.com", "orange.fr", "free.fr", "laposte.net", "wanadoo.fr", "libero.it", "uol.com.br",
          "bol.com.br", "terra.com.br", "fastmail.com", "hey.com");
  private static final Set<String> DISPOSABLE =
      Set.of(
          "mailinator.com", "guerrillamail.com", "10minutemail.com", "temp-mail.org", "tempmail.com", "yopmail.com",
          "trashmail.com", "sharklasers.com", "getnada.com", "dispostable.com", "maildrop.cc", "throwawaymail.com");
  private static final Pattern SCHOOL = Pattern.compile(".*(\\.edu|\\.edu\\.[a-z]{2}|\\.ac\\.[a-z]{2})");

  private EmailKinds() {}

  /** The kind of an address in its one form; null is no address. */
  static EmailKind of(@Nullable String emailKey) {
    if (emailKey == null) {
      return EmailKind.NONE;
    }
    String domain = emailKey.substring(emailKey.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (DISPOSABLE.contains(domain)) {
      return EmailKind.DISPOSABLE;
    }
    if (FREE.contains(domain)) {
      return EmailKind.FREE;
    }
    return SCHOOL.matcher("." + domain).matches() ? EmailKind.STUDENT : EmailKind.BUSINESS;
  }
}
