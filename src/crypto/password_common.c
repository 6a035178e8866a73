/*
 * The passwords and words that guessing begins with, as they are known from
 * published counts of what people choose: one table, in lower case, without
 * the digits and signs put around them and without what password_weak.c
 * finds by rule.  Called by password_weak.c.
 */
#include "crypto/password_weak.h"

#include <string.h>

/* clang-format off */
static const char *const words[] = {
	/* about the password itself, and what programs and networks come with */
	"pass", "passwd", "password", "passwort", "passwords", "passcode",
	"passphrase", "parola", "parole", "senha", "contrasena", "clave",
	"motdepasse", "wachtwoord", "losenord", "haslo", "salasana",
	"kennwort", "mypass", "mypassword", "newpass", "newpassword",
	"oldpassword", "nopassword", "thepassword", "changeme", "changeit",
	"change", "default", "secret", "topsecret", "mysecret", "letmein",
	"letmeinn", "letmeinnow", "iforgot", "forgot", "forgotten", "unknown",
	"whatever", "nothing", "temp", "temporary", "temppass", "temppassword",
	"test", "tester", "testing", "testpass", "testuser", "trial", "demo",
	"sample", "example", "guest", "user", "username", "admin",
	"administrator", "adminpass", "adminpassword", "sysadmin", "root",
	"toor", "rootpass", "superuser", "supervisor", "manager", "operator",
	"service", "support", "system", "server", "master", "webmaster",
	"postmaster", "login", "logmein", "access", "account", "owner",
	"office", "company", "business", "computer", "desktop", "laptop",
	"internet", "network", "wireless", "router", "database", "oracle",
	"mysql", "postgres", "linux", "ubuntu", "debian", "windows",
	"microsoft", "google", "facebook", "instagram", "youtube", "twitter",
	"linkedin", "myspace", "yahoo", "gmail", "hotmail", "samsung",
	"iphone", "android", "nokia", "apple", "amazon", "netflix", "welcome",
	"hello", "helloworld", "hallo", "bonjour", "ciao", "goodbye", "open",
	"opensesame", "sesame", "enter", "start", "begin", "security",
	"secure", "private", "public", "clarus", "transcript", "registrar",
	/* school and work */
	"school", "college", "university", "student", "students", "teacher",
	"professor", "education", "learning", "learner", "library", "campus",
	"class", "classroom", "graduate", "diploma", "certificate", "badge",
	"badges", "credential", "record", "records", "staff", "faculty",
	/* on the keyboard, where it is no plain row */
	"qwerty", "qwertz", "azerty", "qwert", "qazwsx", "qazwsxedc", "zaqwsx",
	"zaqxsw", "zaqxswcde", "qweasd", "qweasdzxc", "asdzxc", "asdqwe",
	"qwaszx", "asdffdsa", "qazxsw", "q1w2e3r4", "q1w2e3r4t5",
	"q1w2e3r4t5y6", "1q2w3e4r", "1q2w3e4r5t", "1q2w3e4r5t6y", "a1b2c3d4",
	"1a2b3c4d", "a1s2d3f4", "zaq12wsx", "zaq1xsw2", "1qaz2wsx", "1qazxsw2",
	"123qweasd", "qwe123qwe", "aabbcc", "aabbccdd", "aa123456", "11223344",
	"12344321", "12345679", "135792468", "24681012", "147258369",
	"147852369", "741852963", "789456123", "456123789", "123654789",
	"123698745", "10203040", "963852741", "987456321", "100200300",
	/* love, family and feeling */
	"love", "lover", "lovers", "loveme", "lovely", "loveyou", "iloveyou",
	"iloveyoutoo", "iloveu", "ilovegod", "ilovejesus", "ilovemyself",
	"ilovemom", "ilovehim", "iloveher", "truelove", "mylove", "babylove",
	"loveforever", "forever", "forlife", "always", "baby", "babygirl",
	"babyboy", "babydoll", "sweet", "sweetie", "sweetheart", "sweety",
	"honey", "darling", "angel", "angels", "angelina", "princess",
	"prince", "queen", "king", "family", "myfamily", "familia", "mother",
	"father", "mommy", "daddy", "daddysgirl", "mamapapa", "brother",
	"sister", "sisters", "friend", "friends", "friendship", "bestfriend",
	"bestfriends", "happy", "happiness", "smile", "smiley", "funny",
	"lucky", "beautiful", "gorgeous", "pretty", "cutie", "cutiepie",
	"sexy", "hotgirl", "blessed", "blessing", "faith", "hope", "peace",
	"freedom", "liberty", "destiny", "heaven", "jesus", "jesuschrist",
	"christ", "jehovah", "thankgod", "godisgood", "godislove", "allah",
	"bismillah", "inshallah", "mohammed", "muhammad", "krishna", "saibaba",
	"teamo", "tequiero", "teamomucho", "amor", "miamor", "amorcito",
	"jetaime", "monamour", "ichliebedich", "schatz", "liebling",
	"dragostea", "fuckyou", "fuckoff", "fuckme", "bullshit", "asshole",
	"biteme", "pussy", "lemmein",
	/* animals */
	"dragon", "dragons", "monkey", "monkeys", "tiger", "tigers", "lion",
	"lions", "eagle", "eagles", "panther", "panthers", "wolf", "wolves",
	"bear", "bears", "panda", "kitty", "kitten", "hellokitty", "puppy",
	"doggie", "dolphin", "dolphins", "horse", "horses", "rabbit", "bunny",
	"falcon", "phoenix", "cougar", "jaguar", "penguin", "turtle", "spider",
	"scorpion", "snake", "shark", "sharks", "butterfly", "chicken",
	"beaver", "hunter", "unicorn", "buster", "tigger",
	/* seasons, days, months */
	"spring", "summer", "autumn", "fall", "winter", "fruhling", "sommer",
	"herbst", "verano", "invierno", "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday", "january", "february",
	"march", "april", "may", "june", "july", "august", "september",
	"october", "november", "december", "christmas", "holiday", "holidays",
	"vacation", "birthday", "easter", "halloween", "today", "tomorrow",
	/* names of people */
	"alexander", "alexandra", "alejandro", "amanda", "andrea", "andrew",
	"anthony", "antonio", "ashley", "austin", "bailey", "barbara",
	"benjamin", "brandon", "brandy", "brittany", "carlos", "caroline",
	"catherine", "charles", "charlie", "charlotte", "chelsea", "chris",
	"christian", "christine", "christopher", "claudia", "daniel",
	"daniela", "david", "dennis", "diamond", "diana", "dominic", "edward",
	"elizabeth", "emily", "emma", "eduardo", "fernando", "francisco",
	"gabriel", "gabriela", "george", "ginger", "hannah", "harley",
	"heather", "isabella", "jackson", "jasmine", "jasper", "jennifer",
	"jeremy", "jessica", "john", "johnny", "jonathan", "jordan", "joseph",
	"joshua", "julian", "justin", "katherine", "kimberly", "laura",
	"lauren", "leonardo", "linda", "louise", "madison", "maggie", "marcus",
	"maria", "mariana", "marie", "marina", "martin", "mary", "matthew",
	"max", "maxwell", "melanie", "melissa", "michael", "michelle",
	"miguel", "molly", "monica", "morgan", "natalia", "natalie", "natasha",
	"nathan", "nicholas", "nicole", "olivia", "oliver", "oscar", "pamela",
	"patricia", "patrick", "peter", "rachel", "rebecca", "ricardo",
	"richard", "robert", "roberto", "ronaldo", "rosario", "samantha",
	"samuel", "sandra", "sarah", "scott", "sebastian", "sergey", "sophie",
	"stephanie", "steven", "susan", "sydney", "taylor", "thomas",
	"tiffany", "tyler", "valentina", "vanessa", "veronica", "victor",
	"victoria", "vincent", "william", "yamaha", "zachary",
	/* play, teams, music, screen */
	"football", "fotball", "fussball", "futbol", "soccer", "baseball",
	"basketball", "hockey", "tennis", "golf", "golfer", "cricket", "rugby",
	"volleyball", "swimming", "running", "sports", "player", "players",
	"playing", "game", "games", "gamer", "gaming", "minecraft", "fortnite",
	"roblox", "pokemon", "pikachu", "naruto", "sasuke", "zelda",
	"nintendo", "playstation", "xbox", "counterstrike", "warcraft",
	"starcraft", "diablo", "pubg", "liverpool", "arsenal", "everton",
	"manchester", "manutd", "mancity", "barcelona", "realmadrid", "madrid",
	"juventus", "inter", "milan", "acmilan", "napoli", "benfica",
	"sporting", "porto", "ajax", "bayern", "galatasaray", "fenerbahce",
	"besiktas", "celtic", "rangers", "yankees", "redsox", "cowboys",
	"steelers", "packers", "raiders", "redskins", "broncos", "lakers",
	"bulls", "giants", "patriots", "flyers", "mustang", "corvette",
	"ferrari", "porsche", "mercedes", "toyota", "honda", "camaro", "music",
	"guitar", "piano", "rockstar", "rocknroll", "metallica", "nirvana",
	"slipknot", "eminem", "beatles", "blink", "greenday", "linkinpark",
	"hiphop", "dancer", "dancing", "ballet", "starwars", "startrek",
	"skywalker", "matrix", "superman", "batman", "spiderman", "ironman",
	"avengers", "pirate", "pirates", "ninja", "samurai", "wizard",
	"merlin", "gandalf", "frodo", "harrypotter", "hogwarts", "mickey",
	"minnie", "mickeymouse", "disney", "snoopy", "garfield", "scooby",
	"scoobydoo", "spongebob", "barbie", "trustno", "trustnoone",
	/* colours, food, things, places */
	"red", "blue", "green", "yellow", "orange", "purple", "pink", "black",
	"white", "silver", "golden", "gold", "rainbow", "chocolate", "cookie",
	"cookies", "candy", "banana", "strawberry", "cherry", "peaches",
	"pepper", "cheese", "coffee", "pizza", "beer", "vodka", "whiskey",
	"cocacola", "pepsi", "flower", "flowers", "sunflower", "rose", "roses",
	"sunshine", "sunrise", "sunset", "moonlight", "starlight", "star",
	"stars", "shadow", "thunder", "lightning", "storm", "fire", "water",
	"ocean", "river", "mountain", "snow", "snowball", "snowman", "crystal",
	"diamonds", "jewel", "pearl", "money", "dollar", "million",
	"millionaire", "success", "winner", "champion", "legend", "hero",
	"killer", "warrior", "soldier", "ranger", "maverick", "doctor",
	"scooter", "trigger", "phantom", "blaster", "slayer", "hardcore",
	"hacker", "gangster", "creative", "fantasy", "dreams", "dreamer",
	"mystery", "magic", "universe", "galaxy", "planet", "world", "america",
	"canada", "england", "london", "paris", "france", "germany",
	"deutschland", "berlin", "hamburg", "italia", "italy", "espana",
	"mexico", "brasil", "brazil", "argentina", "colombia", "turkiye",
	"istanbul", "india", "pakistan", "china", "japan", "tokyo", "korea",
	"russia", "moscow", "australia", "africa", "newyork", "california",
	"texas", "florida", "chicago", "boston", "dallas", "denver", "houston",
	"miami", "losangeles", "cantik", "sayang", "anjing", "bangsat",
	"indonesia", "jakarta", "mahalko", "pakyou", "jollibee", "nepal",
	"lanka",
};
/* clang-format on */

bool
password_common(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == len && memcmp(words[i], s, len) == 0)
			return true;
	return false;
}
