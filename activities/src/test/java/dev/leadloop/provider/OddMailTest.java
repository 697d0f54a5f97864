package dev.leadloop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.mime.MailText.Line;
import dev.leadloop.mime.MailText.Mark;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail that no standard allows and programs write. */
class OddMailTest {
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;
  private static final String HEAD =
      "From: Kim <kim@customer.example>\nTo: reply@in.example.com\nSubject: Re: guide\nMIME-Version: 1.0\n";

  private static InboundMail read(String headersAndBody, Charset charset) {
    return MimeReading.read((HEAD + headersAndBody).getBytes(charset));
  }

  private static String text(String headersAndBody) {
    return read(headersAndBody, StandardCharsets.UTF_8).text();
  }

  private static String subject(String subject, Charset charset) {
    return MimeReading.read(("From: kim@customer.example\nSubject: " + subject + "\n\nhello").getBytes(charset)).subject();
  }

  /** A mail of these parts. */
  private static String multipart(String subtype, String... parts) {
    StringBuilder mail = new StringBuilder("Content-Type: multipart/" + subtype + "; boundary=\"b_" + subtype + "\"\n\n");
    for (String part : parts) {
      mail.append("--b_").append(subtype).append("\n").append(part).append("\n");
    }
    return mail.append("--b_").append(subtype).append("--\n").toString();
  }

  static Stream<Arguments> bodies() {
    String plain = "Content-Type: text/plain\n\n";
    String html = "Content-Type: text/html\n\n";
    return Stream.of(
        Arguments.of("blank plain part", multipart("alternative", plain + "  \n\u00A0\n", html + "<p>Please stop</p>"),
            "Please stop"),
        Arguments.of("plain part of what nobody sees", multipart("alternative", plain + "\u200B\n", html + "<p>Stop</p>"),
            "Stop"),
        Arguments.of("empty HTML", multipart("alternative", plain + "Stop", html + "<p></p>"), "Stop"),
        Arguments.of("HTML first", multipart("alternative", html + "<p>rich</p>", plain + "plain"), "plain"),
        Arguments.of("plain part that speaks of the HTML",
            multipart("alternative", plain + "This message requires an HTML capable mail client.", html + "<p>Please stop</p>"),
            "Please stop"),
        Arguments.of("plain part that speaks of a browser",
            multipart("alternative", plain + "Bitte \u00f6ffnen Sie diese Mail\nin Ihrem Browser", html + "<p>Stop</p>"), "Stop"),
        Arguments.of("plain part that speaks of HTML as the HTML does",
            multipart("alternative", plain + "No HTML please", html + "<p>No <b>HTML</b> please</p>"), "No HTML please"),
        Arguments.of("plain part that asks for HTML at length",
            multipart("alternative", plain + "Which HTML do you send? " + "We ask. ".repeat(60), html + "<p>x</p>"),
            ("Which HTML do you send? " + "We ask. ".repeat(60)).strip()),
        Arguments.of("no type at all", "\nStop", "Stop"),
        Arguments.of("type without subtype", "Content-Type: text\n\nStop", "Stop"),
        Arguments.of("html without type", "Content-Type: html\n\n<p>Stop</p>", "Stop"),
        Arguments.of("semicolons at the end", "Content-Type: text/plain; charset=utf-8; format=flowed;;\n\nStop", "Stop"),
        Arguments.of("no semicolon", "Content-Type: text/plain charset=iso-8859-1\n\nStop", "Stop"),
        Arguments.of("quoted and blank", "Content-Type: text/plain; charset = \"utf-8\" ; x\n\nGr\u00fc\u00dfe",
            "Gr\u00fc\u00dfe"),
        Arguments.of("comment", "Content-Type: text/plain (hello); charset=utf-8 (yes)\n\nGr\u00fc\u00dfe", "Gr\u00fc\u00dfe"),
        Arguments.of("HTML under the wrong name", "Content-Type: text/plain\n\n<html><body><p>Stop</p></body></html>", "Stop"),
        Arguments.of("upper case", "CONTENT-TYPE: TEXT/HTML; CHARSET=UTF-8\n\n<P>Stop</P>", "Stop"),
        Arguments.of("entities", html(html) + "<p>d&eacute;sabonner &amp; d&#233;sabonner &#xE9; d&eacute</p>",
            "d\u00e9sabonner & d\u00e9sabonner \u00e9 d\u00e9"),
        Arguments.of("entity that is half a character", html(html) + "<p>a&#xD800;b&#0;c&#x1F600;</p>", "ab\uFFFDc\uD83D\uDE00"),
        Arguments.of("8-bit with a hyphen", "Content-Transfer-Encoding: 8-bit\n\nStop", "Stop"),
        Arguments.of("encoding nobody knows", "Content-Transfer-Encoding: x-none\n\nStop", "Stop"),
        Arguments.of("base64 that is none", "Content-Transfer-Encoding: base64\n\nPlease take me off your list.",
            "Please take me off your list."),
        Arguments.of("base64 without its end", "Content-Transfer-Encoding: base64\n\nUGxlYXNlIHN0b3A", "Please stop"),
        Arguments.of("base64 with notes between", "Content-Transfer-Encoding: base64\n\nUGxlYXNl*IHN0b3A=\n", "Please stop"),
        Arguments.of("base64 in an upper-case comment", "Content-Transfer-Encoding: Base64 \n\nUGxlYXNlIHN0b3A=\n",
            "Please stop"),
        Arguments.of("broken quoted-printable", "Content-Transfer-Encoding: quoted-printable\n\nStop =ZZ it=\n=3D now=",
            "Stop =ZZ it= now"),
        Arguments.of("quoted-printable without hyphen", "Content-Transfer-Encoding: quotedprintable\n\nSt=6Fp", "Stop"),
        Arguments.of("no boundary named", "Content-Type: multipart/alternative\n\n--xyz\n" + plain + "Stop\n--xyz--\n", "Stop"),
        Arguments.of("other boundary named", "Content-Type: multipart/mixed; boundary=abc\n\n--xyz\n" + plain + "Stop\n--xyz--\n",
            "Stop"),
        Arguments.of("boundary of odd letters",
            "Content-Type: multipart/mixed; boundary=--=_(x)y\n\n----=_(x)y\n" + plain + "Stop\n----=_(x)y--\n", "Stop"),
        Arguments.of("boundary in pieces",
            "Content-Type: multipart/mixed; boundary*0=ab; boundary*1=\"c\"\n\n--abc\n" + plain + "Stop\n--abc--", "Stop"),
        Arguments.of("multipart without its end", multipart("mixed", plain + "Stop").replace("--b_mixed--\n", ""), "Stop"),
        Arguments.of("multipart cut within its HTML",
            multipart("alternative", html + "<p>Stop</p><div").replace("--b_alternative--\n", ""), "Stop"),
        Arguments.of("notice of a gateway before and after",
            multipart("mixed", plain + "External mail.", plain + "Please stop", plain + "Checked."),
            "External mail.\n\nPlease stop\n\nChecked."),
        Arguments.of("pictures between",
            multipart("mixed", plain + "Hello", "Content-Type: image/png\n\nxx", plain + "Please stop"), "Hello\n\nPlease stop"),
        Arguments.of("attachment is not said",
            multipart("mixed", plain + "Hello", "Content-Disposition: attachment; filename=a.txt\n" + plain + "stop"), "Hello"),
        Arguments.of("nothing but an attachment", "Content-Disposition: attachment\n" + plain + "stop", "stop"),
        Arguments.of("forwarded mail is not said",
            multipart("mixed", plain + "Hello", "Content-Type: message/rfc822\n\nSubject: x\n\nunsubscribe"), "Hello"),
        Arguments.of("signed", multipart("signed", plain + "Stop", "Content-Type: application/pgp-signature\n\nxx"), "Stop"),
        Arguments.of("Outlook's own form",
            multipart("mixed", plain + "Stop", "Content-Type: application/ms-tnef; name=winmail.dat\n\n\u0001\u0002"), "Stop"),
        Arguments.of("nothing but Outlook's own form", "Content-Type: application/ms-tnef\n\nx", ""),
        Arguments.of("two types", "Content-Type: text/plain\nContent-Type: text/html\n\n<Stop>", "<Stop>"),
        Arguments.of("line that is no header", "this is none\nContent-Type: text/html\n\n<p>Stop</p>", "Stop"),
        Arguments.of("letters apart from their marks", "Content-Type: text/plain; charset=utf-8\n\nme de\u0301sabonner",
            "me d\u00e9sabonner"),
        Arguments.of("soft hyphens", html(html) + "un&shy;sub&#8203;scribe", "unsubscribe"),
        Arguments.of("hidden words", html(html) + "Hello<div style='DISPLAY : none'>unsubscribe</div><span hidden>stop</span>",
            "Hello"),
        Arguments.of("comments and conditions",
            html(html) + "<!-- unsubscribe --><!--[if mso]>stop<![endif]-->Hello<![if !mso]> you<![endif]>", "Hello you"),
        Arguments.of("tables", html(html) + "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d", "a b\nc\nd"),
        Arguments.of("lines of many kinds", "Content-Type: text/plain; charset=utf-8\n\na\u2028b\u0085c\u000Bd\re",
            "a\nb\nc\nd\ne"),
        Arguments.of("flowed", "Content-Type: text/plain; format=flowed\n\nPlease \nstop \nthis.\n", "Please stop this."),
        Arguments.of("flowed without blanks", "Content-Type: text/plain; format=flowed; delsp=yes\n\nPlea \nse\n", "Please"),
        Arguments.of("flowed within a quotation", "Content-Type: text/plain; format=flowed\n\n> a \n> b\nc\n", "> a b\nc"),
        Arguments.of("flowed up to a signature", "Content-Type: text/plain; format=flowed\n\nNo. \n-- \nKim\n", "No.\n--\nKim"));
  }

  /** Type of a whole mail: UTF-8 is named, since the cases above are written in it. */
  private static String html(String type) {
    return type.replace("text/html", "text/html; charset=utf-8");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void wordsAreFound(String what, String mail, String words) {
    assertThat(text(mail)).isEqualTo(words);
    assertThat(text(mail.replace("\n", "\r\n"))).as("with whole ends of lines").isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "ansi", "\"ansi\"", "ANSI", "iso-8859-1", "ISO_8859-1:1987", "iso8859_1", "latin1", "windows-1252", "cp1252", "cp-1252",
        "x-cp1252",
    "win-1252", "x-unknown", "unknown-8bit", "default", "none", "us-ascii", "utf-8", "UTF8", "utf8mb4", "\"utf-8;\"", "charset",
    "''", ""
  })
  void westernBytesAreReadWhateverTheirNameIs(String charset) {
    String head = "Content-Type: text/plain; charset=" + charset + "\n\n";
    assertThat(read(head + "Bitte keine M\u00e4uschen, d\u00e9sabonner", LATIN).text())
        .isEqualTo("Bitte keine M\u00e4uschen, d\u00e9sabonner");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "utf-8", "UTF8", "utf8mb4", "\"utf-8;\"", "unicode-1-1-utf-8", "ansi", "iso-8859-1", "us-ascii", "x-unknown", "unknown-8bit",
        "",
    "windows-1252", "utf-8,", "utf_8", "'utf-8'"
  })
  void bytesOfUtf8AreReadWhateverTheirNameIs(String charset) {
    assertThat(text("Content-Type: text/plain; charset=" + charset + "\n\nd\u00e9sabonner \u81ea\u52d5\u5fdc\u7b54"))
        .isEqualTo("d\u00e9sabonner \u81ea\u52d5\u5fdc\u7b54");
  }

  @ParameterizedTest
  @CsvSource({
    "cp-850, IBM850, M\u00e4uschen", "ibm850, IBM850, M\u00e4uschen",
        "koi8-r, KOI8-R, \u043e\u0442\u043f\u0438\u0441\u0430\u0442\u044c\u0441\u044f",
    "windows-1251, windows-1251, \u043e\u0442\u043f\u0438\u0441\u0430\u0442\u044c\u0441\u044f",
    "win1251, windows-1251, \u043e\u0442\u043f\u0438\u0441\u0430\u0442\u044c",
    "gb2312, GBK, \u9000\u8ba2", "ks_c_5601-1987, EUC-KR, \uc218\uc2e0\uac70\ubd80",
    "shift-jis, Shift_JIS, \u914d\u4fe1\u505c\u6b62",
    "iso-2022-jp, ISO-2022-JP, \u914d\u4fe1\u505c\u6b62", "us-ascii, ISO-2022-JP, \u914d\u4fe1\u505c\u6b62",
    "utf-8, ISO-2022-JP, \u914d\u4fe1\u505c\u6b62",
    "x-none, ISO-2022-JP, \u914d\u4fe1\u505c\u6b62", "iso-8859-15, ISO-8859-15, 5 \u20ac",
    "iso-8859-9, windows-1254, \u0131\u015f\u0131k",
    "iso-2022-kr, ISO-2022-KR, \uc218\uc2e0\uac70\ubd80", "utf-16, UTF-16, Gr\u00fc\u00dfe", "utf-16le, UTF-16LE, Gr\u00fc\u00dfe"
  })
  void otherLettersAreReadByTheirCharset(String named, String written, String words) {
    assertThat(read("Content-Type: text/plain; charset=" + named + "\nContent-Transfer-Encoding: base64\n\n"
            + Base64.getEncoder().encodeToString(words.getBytes(Charset.forName(written))), LATIN).text())
        .isEqualTo(words);
  }

  @Test
  void oneBrokenCharacterLeavesTheOthersWhole() {
    byte[] words = "Gr\u00fc\u00dfe aus K\u00f6ln".getBytes(StandardCharsets.UTF_8);
    words[words.length - 2] = (byte) 0xFF;
    String mail = HEAD + "Content-Type: text/plain; charset=utf-8\n\n" + new String(words, LATIN);
    assertThat(MimeReading.read(mail.getBytes(LATIN)).text()).startsWith("Gr\u00fc\u00dfe aus K").contains("\uFFFD");
  }

  @Test
  void subjectsAreReadHoweverTheyAreWritten() {
    String wanted = "R\u00e9ponse automatique : guide";
    assertThat(subject(wanted, StandardCharsets.UTF_8)).isEqualTo(wanted);
    assertThat(subject(wanted, LATIN)).isEqualTo(wanted);
    for (String coded : List.of(
        "=?utf-8?q?R=C3=A9ponse_automatique_=3A_guide?=", "=?UTF-8?Q?R=C3=A9ponse automatique : guide?=",
        "=?iso-8859-1?Q?R=E9ponse?= =?iso-8859-1?q?_automatique_?=\n =?iso-8859-1?q?=3A_guide?=",
        "=?ansi?Q?R=E9ponse_automatique?= : guide", "=?x-unknown?Q?R=C3=A9ponse_automatique_:_guide?=",
        "=?utf-8?B?UsOpcG9uc2UgYXV0b21hdGlxdWUgOiBndWlkZQ?=", "=?utf-8?B?UsM=?= =?utf-8?B?qXBvbnNlIGF1dG9tYXRpcXVlIDogZ3VpZGU=?=",
        "=?utf-8*fr?Q?R=C3=A9ponse_automatique_:_guide?=", "=?utf-8?Q?R=C3?=\n\t=?utf-8?Q?=A9ponse_automatique_:_guide?=",
        "=?us-ascii?Q?R=C3=A9ponse?= automatique : guide", "R\u00e9ponse  automatique\n\t: guide")) {
      assertThat(subject(coded, StandardCharsets.UTF_8)).as(coded).isEqualTo(wanted);
    }
    assertThat(subject("=?iso-2022-jp?B?GyRCPCtGMDF+RXobKEI6IBskQklUOl8kTiQqQ04kaSQ7GyhC?=", LATIN))
        .startsWith("\u81ea\u52d5\u5fdc\u7b54: \u4e0d\u5728");
    for (String broken : List.of("=?", "=?utf-8", "=?utf-8?", "=?utf-8?Q", "=?utf-8?X?abc?=", "=??Q?abc?=", "=?utf-8?B?????=")) {
      assertThat(subject("guide " + broken, LATIN)).as(broken).startsWith("guide");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "kim@customer.example|kim@customer.example", "<kim@customer.example>|kim@customer.example",
        "Kim <kim@customer.example>|kim@customer.example",
    "\"Kim, of Customer <other@customer.example>\" <kim@customer.example>|kim@customer.example",
    "kim@customer.example (Kim (the first))|kim@customer.example",
    "kim@old.example <kim@customer.example>|kim@customer.example", "Kim, Sales <kim@customer.example>|kim@customer.example",
    "=?utf-8?Q?Kim?= <kim@customer.example>|kim@customer.example", "Kim <kim@customer.example|kim@customer.example",
    "Team: kim@customer.example, b@customer.example;|kim@customer.example", "mailto:kim@customer.example|kim@customer.example",
    "<@relay.example:kim@customer.example>|kim@customer.example", "MAILER-DAEMON|''", "<>|''", "undisclosed-recipients:;|''",
    "(|''", "\"|''", "<<<|''"
  })
  void senderIsFoundHoweverItIsWritten(String header, String address) {
    assertThat(MimeReading.read(("Received: x\nFrom: " + header + "\n\nhi").getBytes(StandardCharsets.UTF_8)).from())
        .isEqualTo(address);
  }

  @Test
  void theFirstOfSeveralHeadersCountsAndFoldedOnesAreOneLine() {
    InboundMail mail =
        MimeReading.read("From: a@customer.example\nFrom: b@customer.example\nX-Long: a\n  b\n\tc\nReferences : <1@x>\n\nhi"
            .getBytes(LATIN));
    assertThat(mail.from()).isEqualTo("a@customer.example");
    assertThat(mail.headers()).containsEntry("x-long", "a  b\tc".replace("\t", " ")).containsEntry("references", "<1@x>");
  }

  @Test
  void whatIsQuotedInHtmlIsMarkedWhicheverProgramWroteIt() {
    String gmail =
        "<div dir=ltr>Mine</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On Mon, we wrote:<br></div>"
            + "<blockquote class=\"gmail_quote\"><div>Theirs</div></blockquote></div><div>Below</div>";
    assertThat(lines(gmail)).containsExactly("WRITTEN Mine", "QUOTED On Mon, we wrote:", "QUOTED Theirs", "WRITTEN Below");
    String outlook =
        "<p class=MsoNormal>Mine</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p"
            + " class=MsoNormal><b><span lang=DA>Fra:</span></b> Example Company<br><b>Sendt:</b> 28. november<br><b>Til:</b>"
            + " Kim</p></div><p>Theirs</p>";
    assertThat(lines(outlook)).startsWith("WRITTEN Mine", "QUOTED Fra: Example Company").endsWith("QUOTED Theirs")
        .noneMatch(line -> line.startsWith("WRITTEN T"));
    assertThat(lines("<div>Mine</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">From:"
        + " us</div><div>Theirs</div>"))
        .startsWith("WRITTEN Mine").endsWith("QUOTED From: us", "QUOTED Theirs");
    assertThat(lines("<p>Mine</p><hr><p><b>Budget:</b> none. We look again in May</p><p>Mine too</p>"))
        .containsExactly("WRITTEN Mine", "DIVIDER", "WRITTEN Budget: none. We look again in May", "WRITTEN Mine too");
    assertThat(lines("Mine<div class=gmail_signature>Kim, Customer</div><div>Below</div>"))
        .containsExactly("WRITTEN Mine", "SIGNATURE Kim, Customer", "WRITTEN Below");
    assertThat(lines("Mine<div class=\"yahoo_quoted\" id=x>Theirs</div>")).containsExactly("WRITTEN Mine", "QUOTED Theirs");
    assertThat(lines("<a name=\"request_quote\">Mine</a>")).containsExactly("WRITTEN Mine");
  }

  private static List<String> lines(String html) {
    return read("Content-Type: text/html; charset=utf-8\n\n" + html, StandardCharsets.UTF_8).body().lines().stream()
        .filter(line -> !line.text().isEmpty() || line.mark() != Mark.WRITTEN)
        .map(line -> (line.mark() + " " + line.text()).strip())
        .toList();
  }

  @Test
  void plainTextThatQuotesWithoutAMarkIsReadByItsHtml() {
    String mail =
        multipart(
            "alternative",
            "Content-Type: text/plain\n\nMine\n\nFra: Example\nSendt: i dag\n\nA line of theirs that\nis long\n",
            "Content-Type: text/html\n\n<p>Mine</p><div id=divRplyFwdMsg>Fra: Example</div><p>A line of theirs that is long</p>");
    assertThat(read(mail, LATIN).body().lines()).contains(
        new Line("Mine", Mark.WRITTEN), new Line("A line of theirs that is long", Mark.QUOTED));
  }

  @Test
  void plainTextKeepsItsMarks() {
    List<Line> lines = read("\nMine\n>> older\n> > old\nAnswer\n-- \nKim\n> quoted below\nMore\n", LATIN).body().lines();
    assertThat(lines).containsExactly(
        new Line("Mine", Mark.WRITTEN), new Line("older", Mark.QUOTED), new Line("old", Mark.QUOTED),
        new Line("Answer", Mark.WRITTEN),
        new Line("--", Mark.SIGNATURE), new Line("Kim", Mark.SIGNATURE), new Line("quoted below", Mark.QUOTED),
        new Line("More", Mark.WRITTEN));
  }
}
