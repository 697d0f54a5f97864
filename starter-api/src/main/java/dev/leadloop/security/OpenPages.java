package dev.leadloop.security;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Which pages are open to whoever looks, so that no link leads to one that is not. */
@Component
public class OpenPages {

  /** Whether the page of that path is open to who made this call. */
  public boolean may(String path) {
    return SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
        && AccessTable.pages().stream().anyMatch(page -> page.method().equals(HttpMethod.GET) && page.pattern().equals(path)
            && page.roles().contains(caller.role()));
  }
}
