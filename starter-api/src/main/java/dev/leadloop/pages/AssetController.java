package dev.leadloop.pages;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves the files of pages. An address holds the tag of its content, so browsers keep it for a year and never ask again; a
 * page left open over an upgrade is given today's file, which nobody keeps.
 */
@Controller
@Hidden
class AssetController {
  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  @GetMapping("/assets/{tag}/{name}")
  void file(@PathVariable String tag, @PathVariable String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Asset> found = assets.named(name);
    if (found.isEmpty()) {
      response.sendError(HttpStatus.NOT_FOUND.value());
      return;
    }
    Asset asset = found.get();
    response.setContentType(asset.contentType());
    response.setHeader(HttpHeaders.CACHE_CONTROL, tag.equals(asset.tag()) ? FOR_GOOD : "no-store");
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    boolean small = String.valueOf(request.getHeader(HttpHeaders.ACCEPT_ENCODING)).contains("gzip");
    byte[] body = small ? asset.compressed() : asset.bytes();
    if (small) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
