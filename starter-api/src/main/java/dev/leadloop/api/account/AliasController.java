package dev.leadloop.api.account;

import dev.leadloop.account.alias.AliasFile;
import dev.leadloop.account.alias.AliasStore;
import dev.leadloop.account.alias.Aliases.Outcome;
import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.key.AccountKey.Kind;
import dev.leadloop.account.told.CompanyFields;
import dev.leadloop.account.told.ToldFault;
import dev.leadloop.accounts.AliasDesk;
import dev.leadloop.accounts.AliasDesk.Done;
import dev.leadloop.accounts.AliasDesk.Told;
import dev.leadloop.api.account.AccountView.AliasView;
import dev.leadloop.api.account.AliasesResponse.AliasResponse;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which names belong to one account: subsidiaries and former names are joined to it, and parted from it again. */
@RestController
@Tag(name = "Accounts")
class AliasController {
  private static final String PATH = "/api/v1/accounts/{accountId}/aliases";
  private static final String LIST = "/api/v1/accounts/aliases";

  private final AliasDesk desk;
  private final AliasStore aliases;

  AliasController(AliasDesk desk, AliasStore aliases) {
    this.desk = desk;
    this.aliases = aliases;
  }

  /** The aliases that an account has now. */
  @Schema(name = "AccountAliases")
  record AliasesView(List<AliasView> aliases) {}

  @PostMapping(PATH)
  @AlsoAnswers(409)
  @Operation(
      summary = "Join a name to an account",
      description =
          "A domain or a company's name, such as a subsidiary's: its leads move to this account before long, and what is told"
              + " of it counts here. 409 where another account has it. A domain where anybody has an address is refused.")
  AliasesView add(@PathVariable String accountId, @Valid @RequestBody AliasRequest sent, Caller caller) {
    known(accountId);
    AccountKey company = company(kind(sent.kind()), sent.name());
    if (desk.add(accountId, company, caller) instanceof Outcome.Conflict conflict) {
      throw Problem.REFUSED.because("Nothing was changed: '" + company.name() + "' " + conflict.why() + ".");
    }
    return new AliasesView(aliases.of(accountId).stream().map(AliasView::of).toList());
  }

  @DeleteMapping(PATH)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Part a name from an account",
      description = "Its leads go back to an account of their own before long, with what was told of it.")
  void remove(
      @PathVariable String accountId,
      @RequestParam @Pattern(regexp = "domain|company", message = "must be domain or company") String kind,
      @RequestParam @NotBlank @Size(max = 200) String name,
      Caller caller) {
    known(accountId);
    if (!desk.remove(accountId, kind(kind), name, caller)) {
      throw Problem.NOT_FOUND.because("The account has no alias for the " + kind + " '" + name + "'. Nothing was changed.");
    }
  }

  @PostMapping(path = LIST, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Join a list of names to accounts",
      description = "Up to 1,000, each with a verdict: added, same, conflict or invalid. An account is named by its id, its"
          + " domain or its name, and made where nobody knew it. 207 where some were not added.",
      responses = {
        @ApiResponse(responseCode = "200", description = "All are in"),
        @ApiResponse(responseCode = "207", description = "'aliases' says which are not, and why")
      })
  ResponseEntity<AliasesResponse> list(@Valid @RequestBody AliasesRequest sent, Caller caller) {
    List<Done> done = desk.addAll(
        sent.aliases().stream().map(one -> new Told(one.account(), one.domain(), one.company())).toList(), caller);
    return answered(done.stream().map(one -> AliasResponse.of(null, one)).toList());
  }

  @PostMapping(path = LIST, consumes = "text/csv")
  @Operation(
      summary = "Import a list of aliases",
      description = "A CSV body with a header: 'account', and 'domain' or 'company' for the alias; up to 10,000 rows. The same"
          + " file again changes nothing. 207 where some rows were not added, by line.",
      responses = {
        @ApiResponse(responseCode = "200", description = "Every row is in"),
        @ApiResponse(responseCode = "207", description = "'aliases' says by line which are not, and why")
      },
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = AliasesRequest.class)),
                @Content(mediaType = "text/csv", schema = @Schema(types = "string"))
              }))
  ResponseEntity<AliasesResponse> file(HttpServletRequest request, Caller caller) throws IOException {
    Charset charset = MediaType.parseMediaType(request.getContentType()).getCharset();
    List<AliasFile.Row> rows = rows(request, charset);
    List<AliasFile.Row> readable = rows.stream().filter(row -> row.fault() == null).toList();
    List<Done> done =
        desk.addAll(readable.stream().map(row -> new Told(row.account(), row.domain(), row.company())).toList(), caller);
    List<AliasResponse> verdicts = new ArrayList<>();
    int next = 0;
    for (AliasFile.Row row : rows) {
      verdicts.add(AliasResponse.of(row.line(), row.fault() == null ? done.get(next++) : new Done(null, null, row.fault())));
    }
    return answered(verdicts);
  }

  private static List<AliasFile.Row> rows(HttpServletRequest request, @org.jspecify.annotations.Nullable Charset charset)
      throws IOException {
    try {
      return AliasFile.read(request.getInputStream(), charset == null ? null : charset.name());
    } catch (CsvUnreadable unreadable) {
      throw Problem.INVALID.because(String.valueOf(unreadable.getMessage()));
    }
  }

  private static ResponseEntity<AliasesResponse> answered(List<AliasResponse> verdicts) {
    AliasesResponse response = AliasesResponse.of(verdicts);
    return ResponseEntity.status(response.refused() == 0 ? HttpStatus.OK : HttpStatus.MULTI_STATUS).body(response);
  }

  private void known(String accountId) {
    if (!desk.isThere(accountId)) {
      throw Problem.NOT_FOUND.because("There is no such account. GET /api/v1/accounts lists those there are.");
    }
  }

  private static AccountKey company(Kind kind, String name) {
    try {
      return CompanyFields.read(kind == Kind.DOMAIN ? name : null, kind == Kind.COMPANY ? name : null);
    } catch (ToldFault fault) {
      throw FieldError.in("name", fault.getMessage());
    }
  }

  private static Kind kind(String kind) {
    return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
  }
}
