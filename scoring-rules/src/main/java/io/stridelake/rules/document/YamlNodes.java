package io.stridelake.rules.document;

import io.stridelake.rules.RuleSets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Parses a text into YAML's nodes. First the flat stream of events is looked through, which takes
 * no stack and no memory, so that depth and aliases are bounded before anything is built of them.
 */
final class YamlNodes {
  private static final String YAML = "well-formed YAML 1.2";
  private static final int MAX_DEPTH = 20;
  private static final int MAX_EVENTS = 50_000;
  private static final int MAX_ANCHORS = 20;
  private static final int MAX_ALIASES = 50;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new FailsafeSchema())
          .setMaxAliasesForCollections(MAX_ALIASES)
          .setCodePointLimit(RuleSets.MAX_BYTES)
          .build();

  private final DocumentText document;
  private final Mistakes mistakes;
  private int depth;
  private int events;
  private int anchors;
  private int aliases;
  private int documents;

  private YamlNodes(DocumentText document, Mistakes mistakes) {
    this.document = document;
    this.mistakes = mistakes;
  }

  /** The root node, or null after adding a mistake. */
  static @Nullable Node read(DocumentText document, Mistakes mistakes) {
    return new YamlNodes(document, mistakes).read();
  }

  private @Nullable Node read() {
    try {
      for (Event event : new Parse(SETTINGS).parseString(document.text())) {
        if (!isAllowed(event)) {
          return null;
        }
      }
      if (!mistakes.isEmpty()) {
        return null;
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(document.text());
      if (root.isEmpty()) {
        mistakes.add(1, 1, "document is empty", "a rule set");
      }
      return root.orElse(null);
    } catch (MarkedYamlEngineException e) {
      addSyntax(e);
    } catch (ReaderException e) {
      document.addAt(
          e.getPosition(),
          "character U+%04X is not allowed in YAML".formatted(e.getCodePoint()),
          "printable characters",
          mistakes);
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      mistakes.add(1, 1, "not a YAML document: " + firstLine(e.getMessage()), YAML);
    }
    return null;
  }

  /** Adds what is forbidden; false where reading on makes no sense. */
  private boolean isAllowed(Event event) {
    Mark mark = event.getStartMark().orElseThrow();
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      countAnchor(event, mark);
    }
    switch (event) {
      case CollectionStartEvent start -> {
        depth++;
        refuseTag(start.getTag().isPresent(), mark);
      }
      case CollectionEndEvent end -> depth--;
      case ScalarEvent scalar -> {
        refuseTag(scalar.getTag().isPresent(), mark);
        refuseMerge(scalar, mark);
      }
      case DocumentStartEvent start -> documents++;
      default -> {}
    }
    return isBounded(mark);
  }

  private void countAnchor(Event event, Mark mark) {
    if (event instanceof AliasEvent) {
      aliases++;
    } else if (++anchors > MAX_ANCHORS) {
      mistakes.add(mark, "too many anchors", "at most " + MAX_ANCHORS);
    }
  }

  private boolean isBounded(Mark mark) {
    if (depth > MAX_DEPTH) {
      mistakes.add(mark, "nested too deeply", "at most " + MAX_DEPTH + " levels");
    } else if (aliases > MAX_ALIASES) {
      mistakes.add(mark, "too many aliases", "at most " + MAX_ALIASES);
    } else if (++events > MAX_EVENTS) {
      mistakes.add(mark, "too many values", "at most " + MAX_EVENTS);
    } else if (documents > 1) {
      mistakes.add(mark, "a second document", "one document");
    } else {
      return anchors <= MAX_ANCHORS;
    }
    return false;
  }

  private void refuseTag(boolean tagged, Mark mark) {
    if (tagged) {
      mistakes.add(mark, "tags are not allowed", "a plain value");
    }
  }

  private void refuseMerge(ScalarEvent scalar, Mark mark) {
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      mistakes.add(mark, "merge keys are not allowed", "the keys themselves");
    }
  }

  private void addSyntax(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? e.getContext() : e.getProblem();
    String message = "not YAML: " + firstLine(problem);
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    mark.ifPresentOrElse(
        at -> document.addAt(at.getPointer(), message, YAML, mistakes),
        () -> mistakes.add(1, 1, message, YAML));
  }

  private static String firstLine(@Nullable String message) {
    return message == null
        ? "cannot be parsed"
        : message.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
  }
}
