package dev.leadloop.connect;

import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.connect.vendor.VendorCalls;
import java.util.Map;

/**
 * A connector that is ready to be used.
 *
 * @param mapping without what the other side does not have
 * @param users the other side's users' ids by address
 */
record Line(Connector connector, Vendor vendor, Mapping mapping, VendorCalls calls, Map<String, String> users) {
  String id() {
    return connector.id();
  }

  /** What the other side is to hold of that lead. */
  Map<String, String> wanted(WaitingLead lead) {
    return mapping.wanted(
        lead.facts(), address -> java.util.Optional.ofNullable(users.get(address)));
  }
}
