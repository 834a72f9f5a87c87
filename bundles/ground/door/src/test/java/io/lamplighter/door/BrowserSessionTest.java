package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a cookie makes somebody known, and when it does not. */
class BrowserSessionTest {
  private static final String COOKIE = "Cookie: lamp-device=x; __Host-lamp=t-wang\r\n";
  private static final String OURS = "X-Lamplighter: session\r\n";
  private static final String BODY = "Content-Type: application/json\r\nContent-Length: 7\r\n";
  private House house;

  @BeforeEach
  void open() throws Exception {
    house = new House();
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  private String post(String headers) throws Exception {
    try (Wire wire = new Wire(house)) {
      return wire.head("/things/staff", headers + BODY).send("{\"a\":1}").answer();
    }
  }

  @Test
  void aPageOfOursIsKnownByItsCookie() throws Exception {
    assertTrue(post(COOKIE + OURS).contains("{\"fields\":1}"));
    assertTrue(post(COOKIE + OURS + "Sec-Fetch-Site: same-origin\r\n").startsWith("HTTP/1.1 200"));
    assertTrue(post(COOKIE + OURS + "Origin: https://h\r\n").startsWith("HTTP/1.1 200"));
  }

  @Test
  void whatAnotherSiteHasABrowserSendIsAStrangersCall() throws Exception {
    for (String foreign :
        List.of(
            COOKIE,
            COOKIE + "X-Lamplighter: sign-in\r\n",
            COOKIE + OURS + "Sec-Fetch-Site: cross-site\r\n",
            COOKIE + OURS + "Sec-Fetch-Site: same-site\r\n",
            COOKIE + OURS + "Sec-Fetch-Site: none\r\n",
            COOKIE + OURS + "Origin: https://h.evil.example\r\n",
            COOKIE + OURS + "Origin: null\r\n",
            OURS,
            "Cookie: lamp=t-wang; __Host-lamp=\r\n" + OURS)) {
      assertTrue(post(foreign).startsWith("HTTP/1.1 401"), foreign);
    }
  }

  /** Who says himself who he is means that, whatever his browser keeps. */
  @Test
  void aTokenOrKeyOfOnesOwnCountsFirst() throws Exception {
    assertTrue(
        post(COOKIE + OURS + "Authorization: Bearer t-other\r\n").startsWith("HTTP/1.1 401"));
    assertTrue(post(COOKIE + OURS + "X-Api-Key: k\r\n").contains("key-wrong"));
  }

  @Test
  void aSessionThatHasEndedKeepsNobodyFromAPublicPage() throws Exception {
    try (Wire wire = new Wire(house)) {
      wire.send("GET /things HTTP/1.1\r\nHost: h\r\nCookie: __Host-lamp=t-gone\r\n\r\n");
      assertTrue(wire.answer().startsWith("HTTP/1.1 200"));
    }
  }
}
