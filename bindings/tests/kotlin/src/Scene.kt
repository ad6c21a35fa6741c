/** The real servers that `scene` (tests/src/scene) keeps: what people at a portal and a service do to them. */
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

/** A server with Ada, and a wiki that asks her. */
class Scene {
    private val facts = send("new", JsonObject())
    val origin: String = facts["origin"].asString
    val account: String = facts["account"].asString
    val service: String = facts["service"].asString
    val issuer: String = facts["issuer"].asString

    fun act(what: String, vararg wish: Pair<String, Any>): JsonObject {
        val body = JsonObject()
        for ((name, value) in wish) {
            when (value) {
                is Number -> body.addProperty(name, value)
                is Boolean -> body.addProperty(name, value)
                else -> body.addProperty(name, value.toString())
            }
        }
        return send("${facts["scene"].asString}/$what", body)
    }

    fun ask(withNumber: Boolean = false) = act("ask", "with_number" to withNumber)

    fun status(asked: JsonObject): String = act("status", "id" to asked["id"].asString)["status"].asString

    fun phones(): List<String> = act("phones")["names"].asString.lines().filter(String::isNotEmpty)

    private companion object {
        val http: HttpClient = HttpClient.newHttpClient()

        fun send(path: String, body: JsonObject): JsonObject {
            val request = HttpRequest.newBuilder(URI("${System.getenv("ASSENT_SCENE")}/$path"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build()
            val answer = http.send(request, BodyHandlers.ofString())
            check(answer.statusCode() == 200) { "$path: ${answer.body()}" }
            return JsonParser.parseString(answer.body()).asJsonObject
        }
    }
}
