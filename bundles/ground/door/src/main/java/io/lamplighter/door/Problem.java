package io.lamplighter.door;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An error as the caller sees it (RFC 9457).
 *
 * @param code stable name; the type is {@code urn:lamplighter:problem:<code>}
 * @param detail what happened this time
 * @param headers further response headers, as Retry-After
 * @param details further members, for programs
 */
record Problem(
    int status,
    String code,
    Text detail,
    List<FieldError> errors,
    Map<String, String> headers,
    Map<String, Object> details) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final Map<Integer, Text> TITLES =
      Map.ofEntries(
          Map.entry(400, new Text("The input cannot be taken", "输入无法受理")),
          Map.entry(401, new Text("Not logged in", "未登录")),
          Map.entry(403, new Text("Not allowed", "无权限")),
          Map.entry(404, new Text("Not found", "未找到")),
          Map.entry(405, new Text("Method not allowed", "不支持该方法")),
          Map.entry(406, new Text("Not available in this form", "无法以所要求的格式提供")),
          Map.entry(408, new Text("Too slow", "传输过慢")),
          Map.entry(409, new Text("Not possible in this state", "当前状态不允许")),
          Map.entry(412, new Text("It has changed meanwhile", "数据已被修改")),
          Map.entry(413, new Text("Too large", "内容过大")),
          Map.entry(415, new Text("Not in a form that can be read", "不支持的内容格式")),
          Map.entry(422, new Text("It cannot be done as asked", "无法按要求处理")),
          Map.entry(428, new Text("A condition is needed", "缺少前提条件")),
          Map.entry(429, new Text("Too many calls", "请求过于频繁")),
          Map.entry(500, new Text("An error of ours", "系统内部错误")),
          Map.entry(503, new Text("Away for a moment", "暂时不可用")));

  Problem(int status, String code, Text detail) {
    this(status, code, detail, List.of(), Map.of());
  }

  Problem(
      int status, String code, Text detail, List<FieldError> errors, Map<String, String> headers) {
    this(status, code, detail, errors, headers, Map.of());
  }

  static Problem notFound() {
    return new Problem(404, "not-found", new Text("There is nothing here", "此地址无内容"));
  }

  /**
   * @param others methods that the address takes
   */
  static Problem notAllowed(Set<String> others) {
    return new Problem(
        405,
        "method-not-allowed",
        new Text("This address does not take this method", "此地址不支持该方法"),
        List.of(),
        Map.of("Allow", String.join(", ", others)));
  }

  static Problem unreadable() {
    return new Problem(400, "bad-request", new Text("The address cannot be read", "地址无法解析"));
  }

  static Problem tooLarge(long limit) {
    return new Problem(
            413,
            "too-large",
            new Text("The body may have at most " + limit + " bytes", "内容不得超过 " + limit + " 字节"))
        .closing();
  }

  /** However few its bytes are. */
  static Problem tooHeavy() {
    return new Problem(
            413,
            "too-large",
            new Text(
                "What is in the body needs more memory than one call may have", "内容展开后超出单次请求可用的内存"))
        .closing();
  }

  /** Nothing is read that has to be unpacked first: how large it would become nobody can tell. */
  static Problem encoded() {
    return new Problem(
        415,
        "content-encoding",
        new Text(
            "The body must be sent as it is, without Content-Encoding",
            "内容须不经压缩发送，不得使用 Content-Encoding"),
        List.of(),
        Map.of("Accept-Encoding", "identity"));
  }

  static Problem tooSlow() {
    return new Problem(408, "too-slow", new Text("The body did not come in time", "内容未在规定时间内传完"));
  }

  /** The sender has gone, or at least half of him. */
  static Problem incomplete() {
    return new Problem(400, "incomplete", new Text("The body ended too early", "内容不完整"));
  }

  /** The same, after which the connection serves nobody: the rest of the body is not read. */
  Problem closing() {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put("Connection", "close");
    return new Problem(status, code, detail, errors, more, details);
  }

  /** The same call is still being answered here. */
  static Problem inHand() {
    return new Problem(
        503,
        "idempotency-key.in-hand",
        new Text("The same call is still being answered", "同一请求正在处理中"),
        List.of(),
        Map.of("Retry-After", "1"));
  }

  static Problem otherCall() {
    return new Problem(
        409,
        "idempotency-key.used",
        new Text(
            "Another call has been made with this Idempotency-Key", "该 Idempotency-Key 已用于其他请求"));
  }

  /** The part that would answer is being replaced or missing. */
  static Problem away() {
    return new Problem(
        503,
        "unavailable",
        new Text("This part is away for a moment, try again later", "该部分暂时不可用，请稍后再试"),
        List.of(),
        Map.of("Retry-After", "2"));
  }

  /** For people: what it is, and what to do. */
  String page(Locale language) {
    Text title = TITLES.getOrDefault(status, detail);
    String page =
        """
        <!doctype html>
        <html lang="%s"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%s</title>
        <h1>%s</h1>
        <p>%s</p>
        </html>
        """;
    String head = escaped(title.in(language));
    return String.format(
        Locale.ROOT, page, language.toLanguageTag(), head, head, escaped(detail.in(language)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  Map<String, Object> in(Locale language) {
    Map<String, Object> body = new LinkedHashMap<>(details);
    body.put("type", "urn:lamplighter:problem:" + code);
    Text title = TITLES.get(status);
    if (title != null) {
      body.put("title", title.in(language));
    }
    body.put("status", status);
    body.put("detail", detail.in(language));
    if (!errors.isEmpty()) {
      List<Map<String, String>> fields = new ArrayList<>();
      for (FieldError error : errors) {
        fields.add(Map.of("pointer", error.pointer(), "message", error.message().in(language)));
      }
      body.put("errors", fields);
    }
    return body;
  }
}
