// Opens a GEXF file with Gephi's own importer and prints what it holds: counts, then one line for each edge.
import java.io.File;
import java.util.Arrays;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class OpenGexf {
  public static void main(String[] words) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    Workspace workspace = projects.getCurrentWorkspace();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(new File(words[0]));
    importer.process(container, new DefaultProcessor(), workspace);
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    int issues = 0;
    for (Issue issue : container.getReport().getIssuesList(1000)) {
      issues++;
      System.out.println("issue " + issue.getMessage());
    }
    System.out.println("counts " + model.getGraph().getNodeCount() + " " + model.getGraph().getEdgeCount()
        + " " + model.isDynamic() + " " + model.getTimeFormat() + " " + issues);
    for (Edge edge : model.getGraph().getEdges()) {
      System.out.println("edge " + edge.getId() + " " + edge.getWeight() + " " + Arrays.toString(edge.getIntervals()));
    }
    System.exit(0);
  }
}
