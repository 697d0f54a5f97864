package dev.leadloop.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * From where a hosted form was opened, in a frame or by a link, as far as the browser itself says so. A visitor's number in
 * the form's address counts only where one of the company's pages handed it over: by an address that somebody pasted or
 * passed on, nobody gets the visits of another, and nobody is given visits that another made.
 *
 * @param visitor the visitor's number; null where none was told, or not by one of the company's pages
 * @param site the origin of the company's page that the form stood on or was opened from; null where unknown
 * @param page the path of that page; null where the browser told the site alone
 */
record FormOpened(@Nullable String visitor, @Nullable String site, @Nullable String page) {
  static final String VISITOR = "v";
  static final String ON = "on";

  private static final FormOpened UNTOLD = new FormOpened(null, null, null);

  /** As the request says that opens the form. */
  static FormOpened by(HttpServletRequest request, Map<String, String> parameters, WebSettings settings) {
    FormOpened opened = of(request, parameters.get(VISITOR), request.getHeader(HttpHeaders.REFERER), settings);
    return opened.site() == null ? UNTOLD : opened;
  }

  /** As the request says that sends it, unless it comes from a page that is not the form. */
  static FormOpened sent(HttpServletRequest request, Map<String, String> parameters, WebSettings settings) {
    String from = request.getHeader("Sec-Fetch-Site");
    return from == null || from.equals("same-origin")
        ? of(request, parameters.get(VISITOR), parameters.get(ON), settings)
        : UNTOLD;
  }

  private static FormOpened of(
      HttpServletRequest request, @Nullable String visitor, @Nullable String on, WebSettings settings) {
    if (VisitController.tracksNobody(request)) {
      return UNTOLD;
    }
    String site = on == null ? null : settings.siteOf(on);
    String path = on == null || site == null ? null : VisitController.path(on.substring(site.length()));
    return new FormOpened(Visits.isVisitor(visitor) ? visitor : null, site, "/".equals(path) ? null : path);
  }

  /** Site and page as one address, as the form carries them; empty where they are unknown. */
  String on() {
    return site == null ? "" : site + (page == null ? "/" : page);
  }

  /** What is kept of it with the signal that sending the form is. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    if (site != null) {
      properties.put("site", site);
    }
    if (page != null) {
      properties.put("page", page);
    }
    return properties;
  }
}
