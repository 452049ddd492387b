package io.stridelake.rules.document;

import io.stridelake.rules.Board;
import io.stridelake.rules.Cap;
import io.stridelake.rules.Counts;
import io.stridelake.rules.DepartmentMoves;
import io.stridelake.rules.Duplicates;
import io.stridelake.rules.Multiplier;
import io.stridelake.rules.Rule;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.Season;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** A rule set's whole document. */
public final class RuleSetDocument {
  private static final List<String> KEYS =
      List.of(
          "version",
          "zone",
          "counts",
          "duplicates",
          "department_moves",
          "rules",
          "multipliers",
          "caps",
          "boards",
          "seasons");
  private static final int OVERLAP_DECIMALS = 3;
  private static final Map<String, DepartmentMoves> MOVES =
      Vocabulary.of(DepartmentMoves.values(), Vocabulary::lower);

  private final DocumentText text;
  private final Mistakes mistakes;
  private final Values values;

  private RuleSetDocument(DocumentText text, Mistakes mistakes) {
    this.text = text;
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  /** Reads a document; never throws. */
  public static RuleSetReading read(byte[] yaml) {
    Mistakes mistakes = new Mistakes();
    DocumentText text = DocumentText.of(yaml, mistakes);
    Node root = text == null ? null : YamlNodes.read(text, mistakes);
    RuleSet ruleSet =
        text == null || root == null ? null : new RuleSetDocument(text, mistakes).ruleSet(root);
    return mistakes.isEmpty() && ruleSet != null
        ? new RuleSetReading.Accepted(ruleSet)
        : new RuleSetReading.Refused(mistakes.inOrder());
  }

  private @Nullable RuleSet ruleSet(Node root) {
    Fields fields = Fields.of(root, "a rule set", KEYS, mistakes);
    if (fields == null) {
      return null;
    }
    String version = values.id(fields.required("version"), "version", Values.ID);
    ZoneId zone = values.zone(fields.optional("zone"), "zone");
    Counts counts = counts(fields.optional("counts"));
    Duplicates duplicates = duplicates(fields.optional("duplicates"));
    DepartmentMoves moves =
        values.word(fields.optional("department_moves"), "department_moves", MOVES);
    ConditionTexts conditions = new ConditionTexts(text, values, mistakes);
    RuleSection ruleSection = new RuleSection(values, conditions, mistakes);
    List<Rule> rules = ruleSection.read(fields.required("rules"));
    RuleNames ruleNames = new RuleNames(values, mistakes, ruleSection.ids());
    List<Multiplier> multipliers =
        new MultiplierSection(values, mistakes, ruleNames).read(fields.optional("multipliers"));
    List<Cap> caps = new CapSection(values, mistakes, ruleNames).read(fields.optional("caps"));
    List<Board> boards =
        new BoardSection(values, conditions, mistakes).read(fields.required("boards"));
    List<Season> seasons = new SeasonSection(values, mistakes).read(fields.optional("seasons"));
    return version == null || !mistakes.isEmpty()
        ? null
        : new RuleSet(
            version,
            zone,
            counts,
            duplicates,
            moves == null ? DepartmentMoves.KEEP_HISTORY : moves,
            rules,
            multipliers,
            caps,
            boards,
            seasons);
  }

  private Counts counts(@Nullable Node node) {
    Fields fields =
        node == null
            ? null
            : Fields.of(node, "counts", List.of("private", "flagged", "manual"), mistakes);
    if (fields == null) {
      return Counts.DEFAULT;
    }
    return new Counts(
        flag(fields, "private", Counts.DEFAULT.privately()),
        flag(fields, "flagged", Counts.DEFAULT.flagged()),
        flag(fields, "manual", Counts.DEFAULT.manual()));
  }

  private Duplicates duplicates(@Nullable Node node) {
    Fields fields =
        node == null ? null : Fields.of(node, "duplicates", List.of("min_overlap"), mistakes);
    Node share = fields == null ? null : fields.required("min_overlap");
    BigDecimal minOverlap = values.number(share, "min_overlap", 1, OVERLAP_DECIMALS);
    if (share != null && minOverlap != null && minOverlap.signum() == 0) {
      mistakes.add(share, "'min_overlap' is '0'", "a share of the shorter activity, more than 0");
      return Duplicates.DEFAULT;
    }
    return minOverlap == null ? Duplicates.DEFAULT : new Duplicates(minOverlap);
  }

  private boolean flag(Fields fields, String key, boolean otherwise) {
    Boolean flag = values.flag(fields.optional(key), key);
    return flag == null ? otherwise : flag;
  }
}
