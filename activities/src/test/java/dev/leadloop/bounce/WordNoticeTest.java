package dev.leadloop.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.bounce.Report.Delivery;
import dev.leadloop.provider.MimeReading;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices of mail servers in languages whose words no table of ours has. */
class WordNoticeTest {
  private static final String SYSTEM = "MAILER-DAEMON@mx.customer.example";

  private static @Nullable Report report(String from, String subject, String body) {
    String mail = "Return-Path: <>\r\nFrom: " + from + "\r\nSubject: " + subject
        + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body + "\r\n";
    return MimeReading.read(mail.getBytes(StandardCharsets.UTF_8)).report();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "宛先が見つかりませんでした。 <kim@customer.example>: 550 5.1.1 User unknown",
    "宛先が見つかりませんでした。\r\n<kim@customer.example>:\r\n550 5.1.1",
    "수신자를 찾을 수 없습니다.\r\n\r\nkim@customer.example 550 5.1.1 …",
    "Adresát nenalezen: kim@customer.example (550 5.1.1)", "Saajaa ei löydy <kim@customer.example>: 5.1.1",
    "Alıcı bulunamadı.\r\n\r\n<kim@customer.example>\r\n\r\n550 5.1.1 yok",
    "לא נמצא <kim@customer.example>: 550-5.1.1 אין", "لم يتم العثور على <kim@customer.example>: 550 5.1.1"
  })
  void systemThatNamesAnAddressAndItsCodeReturnsAMail(String body) {
    assertThat(report(SYSTEM, "配信不能", body)).isInstanceOfSatisfying(Delivery.class, delivery ->
        assertThat(delivery.recipients()).singleElement().satisfies(one -> {
          assertThat(one.addresses()).containsExactly("kim@customer.example");
          assertThat(one.reason()).contains("5.1.1");
        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "宛先が見つかりませんでした。", "<kim@customer.example> 配信", "550 5.1.1 User", "kim@customer.example\r\n\r\n配信\r\n\r\n550 5.1.1",
    "> <kim@customer.example>: 550 5.1.1 配信", "kim@customer.example 電話 5500-1234 または 192.5.1.1"
  })
  void whereEitherIsMissingASystemReturnsNothing(String body) {
    assertThat(report(SYSTEM, "配信不能", body)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kim Doe <kim@customer.example>", "reply@customer.example"})
  void personWhoQuotesACodeReturnsNothing(String from) {
    assertThat(report(from, "配信不能", "<kim@customer.example>: 550 5.1.1 配信")).isNull();
  }
}
