// The peer of engine "lucene": java lucene.java build|search FOLDER. What it
// reads and writes is said in peer.go.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.Version;

class LucenePeer {
    static final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    static final BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    static void reply(String line) {
        out.print(line + "\n");
        out.flush();
    }

    static void build(FSDirectory folder) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(new StandardAnalyzer());
        config.setSimilarity(new BM25Similarity());
        try (IndexWriter writer = new IndexWriter(folder, config)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] request = line.split("\t", -1);
                if (request[0].equals("end")) {
                    writer.forceMerge(1);
                    writer.commit();
                    reply("built");
                    return;
                }
                Document document = new Document();
                document.add(new StoredField("id", request[1]));
                for (int i = 2; i < request.length; i++) {
                    document.add(new TextField("text", request[i], Field.Store.NO));
                }
                writer.addDocument(document);
            }
        }
    }

    static void search(FSDirectory folder) throws Exception {
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(folder));
        searcher.setSimilarity(new BM25Similarity());
        searcher.setQueryCache(null);
        QueryBuilder builder = new QueryBuilder(new StandardAnalyzer());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] request = line.split("\t", -1);
            long start = System.nanoTime();
            Query query = builder.createBooleanQuery("text", request[2]);
            ScoreDoc[] found = {};
            if (query != null) {
                found = searcher.search(query, Integer.parseInt(request[1])).scoreDocs;
            }
            StringBuilder hits = new StringBuilder("hits\t" + (System.nanoTime() - start));
            for (ScoreDoc hit : found) {
                hits.append('\t').append(searcher.doc(hit.doc).get("id"));
            }
            reply(hits.toString());
        }
    }

    public static void main(String[] args) throws Exception {
        reply("ready\t" + Version.LATEST);
        try (FSDirectory folder = FSDirectory.open(Path.of(args[1]))) {
            if (args[0].equals("build")) {
                build(folder);
            } else {
                search(folder);
            }
        }
    }
}
