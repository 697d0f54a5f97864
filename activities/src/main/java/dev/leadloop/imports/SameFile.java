package dev.leadloop.imports;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.imports.ImportStore.ToldBefore;
import dev.leadloop.imports.mapping.MappedRow.Told;
import dev.leadloop.lead.LeadId;
import dev.leadloop.record.ExternalId;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows that give one external id two addresses, or one address two ids, within a file: the second of them would
 * put one person in another's place. What another file or call says of a known lead is news of that lead.
 */
final class SameFile {
  /** Spreadsheets show, and save, long numbers so; what follows the first digits is gone. */
  private static final Pattern ROUNDED = Pattern.compile("[0-9]([.,][0-9]+)?E\\+[0-9]{2}");

  private final LeadStore leads;
  private final Map<ExternalId, LeadId> knownByIds;
  private final Map<String, LeadId> knownByAddresses;
  private final Map<LeadId, ToldBefore> before;
  private final Map<ExternalId, Earlier> byId = new HashMap<>();
  private final Map<String, Earlier> byAddress = new HashMap<>();

  /** What an earlier row of this batch told along with a name, and where it stands. */
  private record Earlier(String other, int line) {}

  /** For one batch of rows, each of which is then asked about in its turn. */
  SameFile(ImportStore store, LeadStore leads, String importId, Collection<Told> rows) {
    Set<ExternalId> ids = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (Told row : rows) {
      if (row.details().externalId() != null) {
        ids.add(row.details().externalId());
      }
      address(row).ifPresent(addresses::add);
    }
    this.leads = leads;
    this.knownByIds = ids.isEmpty() ? Map.of() : leads.byExternalIds(ids);
    this.knownByAddresses = addresses.isEmpty() ? Map.of() : leads.byAddresses(addresses);
    Set<LeadId> known = new HashSet<>(knownByIds.values());
    known.addAll(knownByAddresses.values());
    this.before = known.isEmpty() ? Map.of() : store.toldBefore(importId, known);
  }

  /** Whether an id can be told to have lost digits in a spreadsheet. */
  static boolean isRounded(@Nullable ExternalId id) {
    return id != null && ROUNDED.matcher(id.id()).matches();
  }

  /** Why the row cannot be taken, in a sentence; where it can, its names are noted. */
  Optional<String> fault(int line, Told row) {
    ExternalId id = row.details().externalId();
    String address = address(row).orElse(null);
    if (id == null || address == null) {
      return Optional.empty();
    }
    Optional<String> fault = twoAddresses(id, address).or(() -> twoIds(id, address)).or(() -> rounded(id, address));
    if (fault.isEmpty()) {
      note(line, row);
    }
    return fault;
  }

  /** Notes the names of a row that is taken. */
  void note(int line, Told row) {
    ExternalId id = row.details().externalId();
    String address = address(row).orElse(null);
    if (id != null && address != null) {
      byId.putIfAbsent(id, new Earlier(address, line));
      byAddress.putIfAbsent(address, new Earlier(id.id(), line));
    }
  }

  private Optional<String> twoAddresses(ExternalId id, String address) {
    Earlier here = byId.get(id);
    boolean other = here == null ? !knownByAddresses.containsKey(address) : !here.other().equals(address);
    Optional<Integer> earlier = Optional.ofNullable(knownByIds.get(id)).map(before::get).map(ToldBefore::addressInLine);
    return (other ? earlier.or(() -> lineOf(here)) : Optional.<Integer>empty()).map(first ->
        "Line " + first + " has the same external id with another address; one id is one person. Correct the id or the"
            + " address" + (isRounded(id) ? ": spreadsheets cut long ids short, format their column as text." : "."));
  }

  private Optional<String> twoIds(ExternalId id, String address) {
    Earlier here = byAddress.get(address);
    boolean other = here == null ? !knownByIds.containsKey(id) : !here.other().equals(id.id());
    Optional<Integer> earlier = Optional.ofNullable(knownByAddresses.get(address)).map(before::get).map(ToldBefore::idInLine);
    return (other ? earlier.or(() -> lineOf(here)) : Optional.<Integer>empty()).map(first ->
        "Line " + first + " has the same address with another external id; one person has one id. Correct the address or"
            + " the id, or leave the second row out.");
  }

  private static Optional<Integer> lineOf(@Nullable Earlier here) {
    return here == null ? Optional.empty() : Optional.of(here.line());
  }

  /** An id of which digits are gone may be anybody's: it does not give a known lead another address. */
  private Optional<String> rounded(ExternalId id, String address) {
    LeadId known = isRounded(id) ? knownByIds.get(id) : null;
    String now = known == null ? null : leads.find(known).map(LeadRecord::emailKey).orElse(null);
    return now == null || now.equals(address)
        ? Optional.empty()
        : Optional.of("The external id is rounded, as spreadsheets show long numbers, and the lead known by it has another"
            + " address. Format the column of ids as text and save the file again.");
  }

  private static Optional<String> address(Told row) {
    return EmailAddresses.normalise(row.details().email());
  }
}
