package dev.leadloop.api.lead;

import io.swagger.v3.oas.annotations.media.Schema;

/** Where more about a lead is to be read. */
@Schema(name = "LeadLinks")
record LeadLinksView(String self, String score, String timeline, String why, String consent) {
  static LeadLinksView of(String leadId) {
    String self = "/api/v1/leads/" + leadId;
    return new LeadLinksView(self, self + "/score", self + "/timeline", self + "/why", self + "/consent");
  }
}
