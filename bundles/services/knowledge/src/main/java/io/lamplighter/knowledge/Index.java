package io.lamplighter.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Which of some texts have the words that are looked for: Lucene's, in memory, made once. */
final class Index {
  private static final String WORDS = "words";
  private static final String PLACE = "place";

  /** A question has no more words that would matter; Lucene takes 1,024. */
  private static final int MOST_WORDS = 200;

  private final IndexSearcher searcher;

  /**
   * @param texts the words of each
   */
  Index(List<? extends Collection<String>> texts) {
    // Nothing to close: it is memory, and gone with the searcher.
    ByteBuffersDirectory memory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(new WhitespaceAnalyzer())
            .setMergeScheduler(new SerialMergeScheduler());
    try {
      try (IndexWriter writer = new IndexWriter(memory, config)) {
        int place = 0;
        for (Collection<String> words : texts) {
          Document document = new Document();
          document.add(new TextField(WORDS, String.join(" ", words), Field.Store.NO));
          document.add(new StoredField(PLACE, place++));
          writer.addDocument(document);
        }
      }
      searcher = new IndexSearcher(DirectoryReader.open(memory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The places of those that have most of these words, best first. */
  List<Integer> find(Collection<String> words, int most) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    words.stream()
        .limit(MOST_WORDS)
        .forEach(word -> any.add(new TermQuery(new Term(WORDS, word)), BooleanClause.Occur.SHOULD));
    try {
      List<Integer> places = new ArrayList<>();
      StoredFields stored = searcher.storedFields();
      for (ScoreDoc found : searcher.search(any.build(), most).scoreDocs) {
        places.add(stored.document(found.doc).getField(PLACE).numericValue().intValue());
      }
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
