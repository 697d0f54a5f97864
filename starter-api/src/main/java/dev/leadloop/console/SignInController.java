package dev.leadloop.console;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The form that people sign in with; what it sends is taken before any controller. */
@Controller
@Hidden
class SignInController {

  @GetMapping("/sign-in")
  String show() {
    return "sign-in";
  }
}
