package io.lamplighter.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals.Head;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A head as one line of JSON. */
final class HeadLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private HeadLine() {}

  static String write(Block block) {
    Head head = block.head();
    return MAPPER
        .createObjectNode()
        .put("number", head.number())
        .put("first", head.first().toString())
        .put("last", head.last().toString())
        .put("count", head.count())
        .put("root", head.root())
        .put("previous", block.previous())
        .put("hash", head.hash())
        .put("signature", head.signature())
        .put("keyId", head.keyId())
        .put("sealedAt", head.sealedAt().toString())
        .toString();
  }

  /** The head of a line, or those of a page of heads; empty when it is neither. */
  static List<Block> parseAll(String line) {
    try {
      JsonNode items = MAPPER.readTree(line).path("items");
      if (items.isArray()) {
        List<Block> page = new ArrayList<>();
        for (JsonNode item : items) {
          Block block = parse(item.toString());
          if (block != null) {
            page.add(block);
          }
        }
        return page;
      }
    } catch (JsonProcessingException e) {
      return List.of();
    }
    Block one = parse(line);
    return one == null ? List.of() : List.of(one);
  }

  /** Null when the line is no head. */
  static @Nullable Block parse(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (!node.hasNonNull("number") || !node.hasNonNull("hash")) {
        return null;
      }
      Head head =
          new Head(
              node.path("number").asLong(),
              Cursor.parse(node.path("first").asText()),
              Cursor.parse(node.path("last").asText()),
              node.path("count").asInt(),
              node.path("root").asText(),
              node.path("hash").asText(),
              node.path("signature").asText(),
              node.path("keyId").asText(),
              Instant.parse(node.path("sealedAt").asText()));
      return new Block(head, node.path("previous").asText());
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }
}
