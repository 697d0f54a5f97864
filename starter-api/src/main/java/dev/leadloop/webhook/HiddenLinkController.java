package dev.leadloop.webhook;

import dev.leadloop.engagement.HiddenLink;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the link leads that no person can see: to nothing, so that whoever finds it learns nothing. */
@RestController
@Hidden
class HiddenLinkController {
  @GetMapping(path = HiddenLink.PATH, produces = MediaType.TEXT_PLAIN_VALUE)
  String nothing() {
    return "There is nothing here.";
  }
}
