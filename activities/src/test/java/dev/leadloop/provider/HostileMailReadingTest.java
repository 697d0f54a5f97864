package dev.leadloop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.bounce.Report;
import dev.leadloop.reply.ReplyReading;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A megabyte of what is worst, in each place of a mail, is read and judged in time in proportion to its length. */
class HostileMailReadingTest {
  private static final int MEGABYTE = 1_000_000;
  /** Of a processor; what is quadratic takes an hour. */
  private static final Duration MOST = Duration.ofSeconds(6);
  /** Nothing that is quadratic reads so much at once; a megabyte follows of what does not. */
  private static final int PART = MEGABYTE / 10;
  private static final Duration AT_ONCE = Duration.ofMillis(40);
  private static final String FROM = "From: stranger@elsewhere.example\r\nTo: reply@in.example.com\r\n";
  private static final String SHORT = "\r\n\r\nstop\r\n";

  private static final List<String> WORST = List.of(
      "\u2039", "<a ", "<!--", "<p><b><i><u>", "<table><tr><td>", "</div>", "<blockquote>", "<style>", "&#", "&", ">", "> ",
      "> > ", " ", "\t", "\u00a0", "\r\n",
      " \r\n", "\r", "a", "a\u0301", "stop ", "unsubscribe", "On x wrote:\r\n", "From: x\r\n", "-- \r\n", "--b\r\n",
      "--b\r\n\r\n", "\"", "(", "\\", "<", "@",
      ",", ";", "=", "=\r\n", "=?utf-8?q?", "=?utf-8?b?", "?= =?", "550 5.1.1 ", "5.", "<x@y.example> ", "x: y\r\n", "\r\n\r\n",
      "=3D", "\0", "\uD83D\uDE00", "ABCD");

  /** Where everything is tried; elsewhere each tries another third, so that the build stays short. */
  private static final Set<String> ALL_TRIED = Set.of("text/plain", "text/html", "a failure in words");

  /** Where in a mail it may stand. */
  private static Map<String, UnaryOperator<String>> places() {
    Map<String, UnaryOperator<String>> places = new LinkedHashMap<>();
    for (String type : List.of("text/plain", "text/html", "text/calendar", "message/delivery-status",
        "multipart/mixed; boundary=b", "multipart/alternative")) {
      places.put(type, text -> FROM + "Content-Type: " + type + "; charset=utf-8\r\n\r\n" + text);
    }
    places.put("quoted-printable",
        text -> FROM + "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + text);
    places.put("base64", text -> FROM + "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    places.put("base64 that is none", text -> FROM + "Content-Transfer-Encoding: base64\r\n\r\n" + text);
    places.put("no header", text -> text);
    for (String header : List.of(
        "Subject", "From", "To", "Content-Type", "Content-Type: text/plain; charset", "Content-Type: multipart/mixed; boundary",
        "Content-Disposition",
        "Content-Transfer-Encoding", "Message-ID", "References", "In-Reply-To", "Received", "Auto-Submitted", "List-Unsubscribe",
        "X-Failed-Recipients", "Date")) {
      places.put(header, text -> FROM + header + (header.contains(":") ? "=" : ": ") + text + SHORT);
    }
    for (String part : List.of("text/plain", "message/delivery-status", "message/feedback-report",
        "message/disposition-notification", "message/rfc822", "text/rfc822-headers")) {
      places.put("report " + part,
          text -> FROM + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: "
          + part + "\r\n\r\n" + (part.startsWith("message/d") ? "Final-Recipient: rfc822; x@y.example\r\nDiagnostic-Code: smtp; "
              : "") + text + "\r\n--b--\r\n");
    }
    places.put("a failure in words",
        text -> "From: MAILER-DAEMON@elsewhere.example\r\nTo: reply@in.example.com\r\nSubject: failure notice\r\n\r\nHi. This is"
        + " the qmail-send program.\r\n\r\n<x@y.example>:\r\n" + text);
    return places;
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyPlaceOfAMailTakesAMegabyteOfWhatIsWorst() {
    Map<String, Long> slow = new LinkedHashMap<>();
    String slowest = "";
    long longest = 0;
    int mails = 0;
    int turn = 0;
    for (Map.Entry<String, UnaryOperator<String>> place : places().entrySet()) {
      for (String worst : WORST) {
        if (!ALL_TRIED.contains(place.getKey()) && turn++ % 3 != 0) {
          continue;
        }
        String name = place.getKey() + " full of " + worst.strip();
        long took = time(place.getValue().apply(worst.repeat(PART / worst.length())));
        if (took > AT_ONCE.toNanos()) {
          took = time(place.getValue().apply(worst.repeat(MEGABYTE / worst.length())));
        }
        mails++;
        if (took > MOST.toNanos()) {
          slow.put(name, took / 1_000_000);
        }
        if (took > longest) {
          longest = took;
          slowest = name;
        }
      }
    }
    System.out.printf("%d mails; the slowest, %s, took %d ms%n", mails, slowest, longest / 1_000_000);
    assertThat(slow).isEmpty();
  }

  /** Of a processor, in nanoseconds; a mail that is refused is read as well. */
  private static long time(String mail) {
    byte[] mime = mail.getBytes(StandardCharsets.UTF_8);
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      InboundMail read = MimeReading.read(mime);
      List<Object> found = new ArrayList<>(UnsubscribeByMail.tokens(read).toList());
      found.addAll(Answered.ids(read).toList());
      Report report = read.report();
      found.add(report == null ? ReplyReading.standard().read(read.headers(), read.subject(), read.body()) : report);
      assertThat(found).isNotEmpty();
    } catch (IllegalArgumentException noMail) {
      assertThat(noMail.getMessage()).isNotBlank();
    }
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
  }
}
