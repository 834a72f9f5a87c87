package io.lamplighter.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One schema of a contract: an OpenAPI 3.1 file, whose schemas are JSON Schema 2020-12. */
final class BodySchema {
  private static final int MAX_ERRORS = 20;

  private static final JsonMetaSchema DIALECT =
      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
          .keyword(new NonValidationKeyword("components"))
          .build();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.builder()
          .defaultMetaSchemaIri(DIALECT.getIri())
          .metaSchema(DIALECT)
          .build();

  private final JsonSchema schema;

  private BodySchema(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * @param openapi the contract's text, YAML
   * @param name of a schema under {@code components/schemas}
   * @throws IllegalArgumentException when there is no such schema
   */
  static BodySchema of(String openapi, String name) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(openapi);
    if (!(Json.node(read) instanceof ObjectNode document)
        || !document.at("/components/schemas/" + name).isObject()) {
      throw new IllegalArgumentException("the contract has no schema " + name);
    }
    // Of the document only the schemas are JSON Schema; they find each other as they stand there.
    ObjectNode root = document.objectNode();
    root.set("components", document.get("components"));
    root.put("$ref", "#/components/schemas/" + name);
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .locale(Locale.ENGLISH)
            .formatAssertionsEnabled(true)
            .build();
    JsonSchema schema = SCHEMAS.getSchema(root, config);
    schema.initializeValidators();
    return new BodySchema(schema);
  }

  /**
   * @throws Refusal.Invalid naming what breaks the contract, by JSON pointer
   */
  void check(JsonNode value) {
    Set<ValidationMessage> messages = schema.validate(value);
    if (messages.isEmpty()) {
      return;
    }
    List<FieldError> errors =
        messages.stream()
            .limit(MAX_ERRORS)
            .map(m -> FieldError.of(pointer(m), m.getMessage(), "不符合接口约定：" + m.getMessage()))
            .toList();
    throw new Refusal.Invalid(errors);
  }

  private static String pointer(ValidationMessage message) {
    StringBuilder pointer = new StringBuilder();
    var path = message.getInstanceLocation();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer.append('/').append(path.getElement(i));
    }
    return pointer.toString();
  }
}
