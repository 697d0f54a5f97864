package dev.leadloop.api.lead;

/** Where more about a lead is to be read. */
record LeadLinks(String self, String score, String timeline, String why, String consent) {
  static LeadLinks of(String leadId) {
    String self = "/api/v1/leads/" + leadId;
    return new LeadLinks(self, self + "/score", self + "/timeline", self + "/why", self + "/consent");
  }
}
