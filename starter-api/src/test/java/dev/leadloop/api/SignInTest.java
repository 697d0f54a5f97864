package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.local.DataFolder;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SignInTest extends ApiTest {
  @Autowired private DataFolder folder;

  @Test
  void pageNeedsSignInAndIsOpenedAfterIt() throws Exception {
    String lead = newLead();
    Browser browser = new Browser(port);
    HttpResponse<String> asked = browser.open("/leads/" + lead);
    assertThat(asked.uri().getPath()).isEqualTo("/sign-in");
    assertThat(asked.body()).contains("type=\"password\"").doesNotContain(lead);
    HttpResponse<String> opened = browser.signIn("admin", Files.readString(folder.at("console-password")).strip());
    assertThat(opened.uri().getPath()).isEqualTo("/leads/" + lead);
    assertThat(opened.statusCode()).isEqualTo(200);
  }

  @Test
  void cookieIsOutOfReachOfScriptsAndOtherSites() {
    String cookie = get("/leads", NO_KEY).header("Set-Cookie");
    assertThat(cookie).startsWith("leadloop-session=").contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void wrongPasswordIsSaidPlainlyAndOpensNothing() throws Exception {
    Browser browser = new Browser(port);
    HttpResponse<String> wrong = browser.signIn("admin", "not the password");
    assertThat(wrong.body()).contains("role=\"alert\"", "neither the password of that user nor a key");
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/sign-in");
    String password = Files.readString(folder.at("console-password")).strip();
    assertThat(browser.signIn("rep-1", password).body()).contains("role=\"alert\"");
  }

  @Test
  void signedOutMeansOut() throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MANAGER));
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/leads");
    assertThat(browser.send("/leads", "/sign-out", Map.of()).body()).contains("You are signed out");
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void revokedKeyEndsItsSession() throws Exception {
    Answer made = post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"going\",\"role\":\"MANAGER\"}");
    Browser browser = new Browser(port);
    browser.signIn("", made.text("key"));
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/leads");
    assertThat(call("DELETE", "/api/v1/keys/" + made.text("keyId"), key(Role.ADMIN), null, Map.of()).status()).isEqualTo(204);
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/sign-in");
  }
}
