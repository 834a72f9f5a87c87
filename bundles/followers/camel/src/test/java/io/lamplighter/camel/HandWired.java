package io.lamplighter.camel;

import io.lamplighter.api.journal.Entry;
import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** What a programmer would write in place of a route: an entry as JSON to a partner. */
final class HandWired implements Delivery, AutoCloseable {
  private final CloseableHttpClient client = HttpClients.createDefault();
  private final String url;

  HandWired(String url) {
    this.url = url;
  }

  @Override
  public @Nullable Throwable attempt(Entry entry) {
    HttpPost post = new HttpPost(url);
    post.setHeader("ce-id", entry.cursor().toString());
    post.setHeader("ce-type", entry.type());
    post.setHeader("ce-subject", entry.subject());
    post.setHeader("ce-time", entry.time().toString());
    post.setHeader("ce-source", entry.source());
    post.setHeader("ce-specversion", "1.0");
    post.setHeader("ce-region", entry.region());
    post.setHeader("ce-actor", entry.actor());
    post.setEntity(new StringEntity(Json.write(entry.data()), ContentType.APPLICATION_JSON));
    try {
      return client.execute(
          post,
          answer -> {
            EntityUtils.toByteArray(answer.getEntity());
            return answer.getCode() / 100 == 2 ? null : new HttpException("" + answer.getCode());
          });
    } catch (IOException e) {
      return e;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
