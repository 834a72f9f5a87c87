package io.lamplighter.door;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in people's words, and by pointer, what Jackson could not take. Never quotes the value. */
final class JsonErrors {
  private static final int LONGEST_POINTER = 300;

  private JsonErrors() {}

  /** The refusal for {@code e}, which a reader of JSON threw. */
  static RuntimeException refusal(IOException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof Refusal || t instanceof Refused) {
        return (RuntimeException) t;
      }
      if (t instanceof StreamConstraintsException tooMuch) {
        return invalid(pointer(e), tooMuch(tooMuch));
      }
      if (t instanceof JsonParseException broken) {
        return invalid("", notJson(broken));
      }
    }
    if (e instanceof JsonMappingException mapping) {
      return invalid(pointer(mapping), wrong(mapping));
    }
    return invalid("", new Text("The body cannot be read", "无法读取内容"));
  }

  private static Refusal invalid(String pointer, Text message) {
    return new Refusal.Invalid(List.of(new FieldError(pointer, message)));
  }

  private static Text tooMuch(StreamConstraintsException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.contains("nesting depth")) {
      return new Text(
          "Nested deeper than " + Json.MAX_NESTING + " levels", "嵌套超过 " + Json.MAX_NESTING + " 层");
    }
    if (message.contains("String value length")) {
      return new Text(
          "A text may have at most " + Json.MAX_STRING + " characters",
          "文本不得超过 " + Json.MAX_STRING + " 个字符");
    }
    return new Text("A number or name is too long", "数字或字段名过长");
  }

  private static Text notJson(JsonParseException e) {
    String message = String.valueOf(e.getOriginalMessage());
    JsonLocation at = e.getLocation();
    int line = at == null ? 1 : at.getLineNr();
    int column = at == null ? 1 : at.getColumnNr();
    if (message.startsWith("Duplicate field")) {
      return new Text(
          "A field stands twice, line " + line + " column " + column,
          "字段重复，第 " + line + " 行第 " + column + " 列");
    }
    String en = e instanceof JsonEOFException ? "The JSON ends too early" : "This is not JSON";
    String zh = e instanceof JsonEOFException ? "JSON 不完整" : "不是有效的 JSON";
    return new Text(
        en + ", line " + line + " column " + column, zh + "，第 " + line + " 行第 " + column + " 列");
  }

  private static Text wrong(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return new Text("There is no such field", "没有此字段");
    }
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith("No content")) {
      return new Text("A JSON body is needed", "缺少 JSON 内容");
    }
    if (message.startsWith("Trailing token")) {
      return new Text("Something follows after the end of the JSON", "JSON 之后有多余内容");
    }
    if (message.startsWith("Duplicate field")) {
      return new Text("A field stands twice", "字段重复");
    }
    if (message.startsWith("Cannot map `null`")) {
      return new Text("May not be null", "不能为 null");
    }
    if (message.contains("out of range")) {
      return new Text("The number is out of range", "数字超出范围");
    }
    Class<?> wanted =
        e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    return expected(wanted, e instanceof InvalidFormatException);
  }

  private static Text expected(@Nullable Class<?> type, boolean rightKind) {
    if (type == null || type == Object.class) {
      return new Text("Not of the expected form", "格式不正确");
    }
    if (type == Instant.class || type == OffsetDateTime.class) {
      return new Text(
          "Must be a time with offset, as 2026-11-22T08:00:00+08:00",
          "应为带时区偏移的时间，如 2026-11-22T08:00:00+08:00");
    }
    if (type == LocalDate.class) {
      return new Text("Must be a date, as 2026-11-22", "应为日期，如 2026-11-22");
    }
    if (type.isEnum()) {
      String names =
          Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      return new Text("Must be one of " + names, "应为下列之一：" + names);
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return new Text("Must be a text", "应为文本");
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Text("Must be true or false", "应为 true 或 false");
    }
    if (isWhole(type)) {
      return new Text("Must be a whole number", "应为整数");
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return new Text("Must be a number", "应为数字");
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return new Text("Must be a list", "应为数组");
    }
    if (!rightKind && (Map.class.isAssignableFrom(type) || !type.getName().startsWith("java."))) {
      return new Text("Must be an object", "应为对象");
    }
    return new Text("Not of the expected form", "格式不正确");
  }

  private static boolean isWhole(Class<?> type) {
    return type == int.class
        || type == long.class
        || type == short.class
        || type == Integer.class
        || type == Long.class
        || type == Short.class
        || type == BigInteger.class;
  }

  /** RFC 6901. */
  static String pointer(Throwable e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return "";
    }
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      String name = step.getFieldName();
      pointer
          .append('/')
          .append(
              name == null
                  ? String.valueOf(Math.max(step.getIndex(), 0))
                  : name.replace("~", "~0").replace("/", "~1"));
      if (pointer.length() > LONGEST_POINTER) {
        return pointer.substring(0, LONGEST_POINTER);
      }
    }
    return pointer.toString();
  }
}
