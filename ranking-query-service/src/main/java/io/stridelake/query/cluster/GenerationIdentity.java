package io.stridelake.query.cluster;

/**
 * Names one derivation of one generation. An in-place reset keeps the generation's id and may
 * change its rule set, so the id alone names nothing that may be kept, pinned, tagged or signed.
 *
 * @param id the generation's, never reused
 * @param resets how often it was reset in place
 * @param ruleSet the version that scores it, {@code [A-Za-z0-9._-]{1,40}}, never reused
 */
public record GenerationIdentity(int id, int resets, String ruleSet) {

  /** The query parameters by which an instance refuses a call that is about another derivation. */
  public String parameters() {
    return "resets=" + resets + "&ruleSet=" + ruleSet;
  }
}
