package dev.leadloop.security;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Which pages are open to whoever looks, so that no link leads to one that is not. */
@Component
public class OpenPages {

  /** Whether the page of that path is open to who made this call. */
  public boolean may(String path) {
    return may(HttpMethod.GET, path);
  }

  /**
   * Whether who made this call may send a form there.
   *
   * @param pattern as the access table has it, such as {@code /reps/{repId}}
   */
  public boolean maySend(String pattern) {
    return may(HttpMethod.POST, pattern);
  }

  private static boolean may(HttpMethod method, String pattern) {
    return SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
        && AccessTable.pages().stream().anyMatch(page -> page.method().equals(method) && page.pattern().equals(pattern)
            && page.roles().contains(caller.role()));
  }
}
